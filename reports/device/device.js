/* The page: a code and a kind of device are typed, the run is shown, its figures are posted. */
(function (page) {
  "use strict";

  var words = page.words, number = page.number, Refusal = page.Refusal;

  function at(id) { return document.getElementById(id); }

  var PLANNED_S = page.Run.PLANNED_S;
  var running = null;

  function show(part) {
    ["start", "run", "result"].forEach(function (id) { at(id).hidden = id !== part; });
  }

  function refuse(why) {
    show("start");
    at("refusal").textContent = words[why] || words.strange;
    var inCode = ["noCode", "wrong", "expired", "often", "full"].indexOf(why) >= 0;
    at("code").setAttribute("aria-invalid", String(inCode));
    (why === "noDevice" ? at("device") : inCode ? at("code") : document.querySelector("button.main")).focus();
  }

  function progress(phase, seconds, live, unit) {
    if (at("phase").textContent !== words[phase]) { at("phase").textContent = words[phase]; }
    at("live").textContent = live === null ? "–" : number(live);
    at("live-unit").textContent = unit;
    at("bar").value = 100 * Math.min(seconds / PLANNED_S, 1);
  }

  function begin(event) {
    event.preventDefault();
    if (running) { return; }
    at("refusal").textContent = "";
    var code = at("code").value.toUpperCase().replace(/[^A-Z0-9]/g, "");
    var device = at("device").value.replace(/\s+/g, " ").trim();
    if (code.length !== 6) { refuse("noCode"); return; }
    if (!device) { refuse("noDevice"); return; }
    at("code").setAttribute("aria-invalid", "false");
    var run = running = new page.Run(progress);
    at("run-title").textContent = "";
    show("run");
    progress("connecting", 0, null, "");
    at("stop").hidden = false;
    Promise.race([page.post("spot.json", { code: code }), run.ended]).then(function (spot) {
      at("run-title").textContent = String(spot.label);
      at("run-title").focus();
      page.warm();
      run.begin();
      return run.all();
    }).then(function (figures) {
      progress("posting", PLANNED_S, null, "");
      at("stop").hidden = true;
      var told = { code: code, device: device };
      Object.keys(figures).forEach(function (key) { told[key] = figures[key]; });
      return page.post("figures.json", told).catch(function (error) {
        throw error.why === "gone" || error.why === "strange" ? new Refusal("unsent") : error;
      }).then(function () { return figures; });
    }).then(function (figures) {
      at("download").textContent = number(figures.download) + " Mbit/s";
      at("upload").textContent = number(figures.upload) + " Mbit/s";
      at("latency").textContent = figures.latency === null ? words.unknown : number(figures.latency) + " ms";
      at("result-spot").textContent = at("run-title").textContent;
      show("result");
      at("result-title").focus();
    }).catch(function (error) {
      refuse(error instanceof Refusal ? error.why : "strange");
    }).then(function () { running = null; });
  }

  function guess() {
    var told = navigator.userAgent || "";
    if (/iPhone/.test(told)) { return "iPhone"; }
    // An iPad says that it is a Mac; only its screen can be touched.
    if (/iPad/.test(told) || (/Macintosh/.test(told) && navigator.maxTouchPoints > 1)) { return "iPad"; }
    if (/Android/.test(told)) { return "Android " + (/Mobile/.test(told) ? words.phone : words.tablet); }
    if (/Windows/.test(told)) { return "Windows"; }
    if (/Macintosh/.test(told)) { return "Mac"; }
    return /CrOS/.test(told) ? "Chromebook" : /Linux/.test(told) ? "Linux" : "";
  }

  function each(selector, act) {
    Array.prototype.forEach.call(document.querySelectorAll(selector), act);
  }

  function mark() {
    each("[data-device]", function (choice) {
      choice.setAttribute("aria-pressed", String(choice.textContent === at("device").value));
    });
  }

  document.documentElement.lang = page.language;
  document.title = words.title;
  each("[data-say]", function (part) { part.textContent = words[part.getAttribute("data-say")]; });
  each("[data-label]", function (part) { part.setAttribute("aria-label", words[part.getAttribute("data-label")]); });
  each("[data-device]", function (choice) {
    choice.textContent = words[choice.getAttribute("data-device")];
    choice.addEventListener("click", function () { at("device").value = choice.textContent; mark(); });
  });
  at("device").value = guess();
  at("device").addEventListener("input", mark);
  mark();
  at("start").addEventListener("submit", begin);
  at("stop").addEventListener("click", function () {
    if (running) { running.end("stopped"); }
  });
  at("again").addEventListener("click", function () { show("start"); at("code").focus(); });
  // A page in the background is slowed down by the browser; its figure would be too low.
  document.addEventListener("visibilitychange", function () {
    if (document.hidden && running) { running.end("hidden"); }
  });
  show("start");
  if (!window.fetch || !window.Promise || !window.ReadableStream || !window.crypto || !window.performance) {
    at("refusal").textContent = words.old;
    document.querySelector("button.main").disabled = true;
  }
})(window.readiness);
