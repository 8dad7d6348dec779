/* What the page says, in the reader's language, and numbers in the reader's notation. */
(function (page) {
  "use strict";

  var WORDS = {
    en: {
      title: "Measure with this device",
      intro: "This device measures the Wi-Fi at one spot, as a check beside the laptop.",
      code: "Code", codeHint: "Six letters and digits; they are on the laptop's screen.",
      device: "This device", deviceHint: "The kind of device, not the name of a person.",
      deviceChoices: "Kinds of device", phone: "phone", tablet: "tablet", laptop: "laptop",
      go: "Start measuring", stop: "Stop", again: "Measure again",
      stay: "Takes about 12 seconds. Stay at the spot and keep this page open.",
      progress: "Progress of the measurement",
      connecting: "Looking for the laptop…", idle: "Measuring the delay", down: "Measuring the download",
      up: "Measuring the upload", posting: "Sending the figures to the laptop…",
      download: "Download", upload: "Upload", latency: "Delay",
      sent: "Measured and sent", sentMore: "The figures are on the laptop. You may close this page.",
      unknown: "not known",
      noCode: "Type the code of six letters and digits that is on the laptop's screen.",
      noDevice: "Say what kind of device this is, for example phone or tablet.",
      wrong: "This code isn't known. Compare it with the laptop's screen and type it again.",
      expired: "This code is no longer valid. Ask for a new code at the laptop.",
      often: "Too many wrong codes were typed. Wait a minute and try again.",
      full: "Enough devices have measured under this code. Ask for a new code at the laptop.",
      gone: "The measuring laptop doesn't answer. Check that this device is on the Wi-Fi to be measured, and try again.",
      interrupted: "Interrupted: the connection was lost while measuring, so there is no figure. Measure again.",
      hidden: "Interrupted: this page was not in front while measuring, so there is no figure. Keep it open and measure again.",
      strange: "Something else than the measuring laptop answered, perhaps a sign-in page. Sign in to the Wi-Fi, open this page again and measure.",
      name: "Open this page by the address with numbers that is on the laptop's screen.",
      old: "This browser is too old to measure with. Use another device.",
      unsent: "The figures could not be sent to the laptop, so they were not kept. Measure again.",
      stopped: "Stopped. Nothing was sent."
    },
    nl: {
      title: "Meten met dit apparaat",
      intro: "Dit apparaat meet de wifi op één meetpunt, als controle naast de laptop.",
      code: "Code", codeHint: "Zes letters en cijfers; ze staan op het scherm van de laptop.",
      device: "Dit apparaat", deviceHint: "Het soort apparaat, niet de naam van een persoon.",
      deviceChoices: "Soorten apparaten", phone: "telefoon", tablet: "tablet", laptop: "laptop",
      go: "Meting starten", stop: "Stoppen", again: "Opnieuw meten",
      stay: "Duurt ongeveer 12 seconden. Blijf bij het meetpunt en houd deze pagina open.",
      progress: "Voortgang van de meting",
      connecting: "De laptop wordt gezocht…", idle: "De vertraging wordt gemeten", down: "Downloaden wordt gemeten",
      up: "Uploaden wordt gemeten", posting: "De cijfers gaan naar de laptop…",
      download: "Download", upload: "Upload", latency: "Vertraging",
      sent: "Gemeten en verstuurd", sentMore: "De cijfers staan op de laptop. Je kunt deze pagina sluiten.",
      unknown: "niet bekend",
      noCode: "Typ de code van zes letters en cijfers die op het scherm van de laptop staat.",
      noDevice: "Geef aan wat voor apparaat dit is, bijvoorbeeld telefoon of tablet.",
      wrong: "Deze code is niet bekend. Vergelijk hem met het scherm van de laptop en typ hem opnieuw.",
      expired: "Deze code is niet meer geldig. Vraag bij de laptop om een nieuwe code.",
      often: "Er zijn te veel verkeerde codes getypt. Wacht een minuut en probeer het opnieuw.",
      full: "Onder deze code hebben genoeg apparaten gemeten. Vraag bij de laptop om een nieuwe code.",
      gone: "De meetlaptop geeft geen antwoord. Kijk of dit apparaat op de wifi zit die gemeten wordt en probeer het opnieuw.",
      interrupted: "Onderbroken: de verbinding viel weg tijdens het meten, dus er is geen cijfer. Meet opnieuw.",
      hidden: "Onderbroken: deze pagina stond tijdens het meten niet op de voorgrond, dus er is geen cijfer. Houd hem open en meet opnieuw.",
      strange: "Iets anders dan de meetlaptop gaf antwoord, misschien een aanmeldpagina. Meld je aan op de wifi, open deze pagina opnieuw en meet.",
      name: "Open deze pagina met het adres met cijfers dat op het scherm van de laptop staat.",
      old: "Deze browser is te oud om mee te meten. Gebruik een ander apparaat.",
      unsent: "De cijfers konden niet naar de laptop worden gestuurd en zijn dus niet bewaard. Meet opnieuw.",
      stopped: "Gestopt. Er is niets verstuurd."
    }
  };

  page.language = /^nl\b/i.test(navigator.language || "") ? "nl" : "en";
  page.words = WORDS[page.language];
  page.number = function (value) {
    return value.toLocaleString(page.language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  };
})(window.readiness = {});
