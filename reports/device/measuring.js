/* One measurement of this device against the laptop that served the page. It measures as the
   program on the laptop does: idle round trips, six downloads, six uploads counted by what
   arrived. Plain script of 2017: no modules, no await, so that an old tablet can take part. */
(function (page) {
  "use strict";

  var STREAMS = 6;
  var IDLE_S = 2, DOWN_S = 5, UP_S = 5, DOWN_DISCARD_S = 1, UP_DISCARD_S = 2;
  var TICK_MS = 100;
  var SILENCE_S = 3; // nothing at all for so long: the link is gone
  var QUIET_S = 0.7; // nothing for so long at the end of a phase: wait and see
  var ANSWER_S = 6; // an answer that isn't part of measuring
  var LEAST_ROUND_TRIPS = 10, LONGEST_IDLE_S = 6;
  var SMALLEST = 4 * 1024, LARGEST = 4 * 1024 * 1024, POST_S = 0.8;

  var words = page.words;

  function now() { return performance.now() / 1000; }

  /* Why there is no figure; `why` is a key of the words. */
  function Refusal(why) { this.why = why; }

  /* -- asking the laptop ------------------------------------------------------------------ */

  function within(seconds, promise, why) {
    return new Promise(function (done, fail) {
      var timer = setTimeout(function () { fail(new Refusal(why)); }, seconds * 1000);
      promise.then(
        function (value) { clearTimeout(timer); done(value); },
        function (error) { clearTimeout(timer); fail(error); }
      );
    });
  }

  function get(path) {
    return fetch(path, { cache: "no-store", credentials: "omit", redirect: "manual" });
  }

  /* The answer to a post; a Refusal when it was refused or nobody answers. */
  function post(path, told) {
    var asked = fetch(path, {
      method: "POST", cache: "no-store", credentials: "omit", redirect: "manual",
      headers: { "Content-Type": "application/json" }, body: JSON.stringify(told)
    }).catch(function () { throw new Refusal("gone"); }).then(function (answer) {
      if (answer.status === 421) { throw new Refusal("name"); }
      return answer.json().catch(function () { throw new Refusal("strange"); });
    }).then(function (answer) {
      if (answer && words[answer.refused]) { throw new Refusal(answer.refused); }
      if (!answer || answer.refused) { throw new Refusal("strange"); }
      return answer;
    });
    return within(ANSWER_S, asked, "gone");
  }

  /* -- from counted bytes to Mbit/s ------------------------------------------------------- */

  /* Each edge is the mean of a fifth of the marks, as in the program: what waited behind a
     lost packet comes in one go, and a single mark right after it would be off. */
  function rate(marks) {
    if (marks.length < 2) { return null; }
    var edge = Math.max(1, Math.floor(marks.length / 5));
    var start = mean(marks.slice(0, edge)), end = mean(marks.slice(-edge));
    return end[0] > start[0] ? (end[1] - start[1]) * 8 / (end[0] - start[0]) / 1e6 : null;
  }

  function mean(marks) {
    var sum = marks.reduce(function (a, b) { return [a[0] + b[0], a[1] + b[1]]; });
    return [sum[0] / marks.length, sum[1] / marks.length];
  }

  function since(marks, moment) {
    return marks.filter(function (mark) { return mark[0] >= moment; });
  }

  function median(values) {
    var sorted = values.slice().sort(function (a, b) { return a - b; });
    var middle = Math.floor(sorted.length / 2);
    return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /* -- one run ------------------------------------------------------------------------------ */

  /* `show(phase, share, live, unit)` is told of the progress, ten times a second. */
  function Run(show) {
    this.show = show;
    this.over = false;
    this.ending = [];
    this.begin();
    var run = this;
    /* Fails as soon as the run is ended from outside. */
    this.ended = new Promise(function (done, fail) { run.fail = fail; });
    this.ended.catch(function () { return null; });
  }

  /* The clock of the run starts, or starts again. */
  Run.prototype.begin = function () {
    this.started = this.lastAt = now();
  };

  /* End whatever is under way; no figure comes of it any more. */
  Run.prototype.end = function (why) {
    if (this.over) { return; }
    this.over = true;
    this.why = why;
    this.endPhase();
    this.fail(new Refusal(why));
  };

  Run.prototype.endPhase = function () {
    this.ending.forEach(function (end) { end(); });
    this.ending = [];
  };

  /* Calls `look(elapsed, quiet)` ten times a second until it says true. */
  Run.prototype.tick = function (look) {
    var run = this, begun = now();
    return new Promise(function (done, fail) {
      var timer = setInterval(function () {
        var refused = run.over ? run.why : null;
        var quiet = now() - Math.max(run.lastAt, begun);
        if (!refused && quiet > SILENCE_S) { refused = "interrupted"; }
        if (!refused && !look(now() - begun, quiet)) { return; }
        clearInterval(timer);
        run.endPhase();
        if (refused) { run.end(refused); fail(new Refusal(refused)); return; }
        done(begun);
      }, TICK_MS);
    });
  };

  /* Median round trip in ms of an idle link; null when too few came back. */
  Run.prototype.idle = function () {
    var run = this, times = [], live = true, count = 0;
    run.ending.push(function () { live = false; });

    function ask() {
      if (!live) { return; }
      var path = "empty.php?r=" + Math.random().toString(36).slice(2);
      var sent = performance.now();
      get(path).then(function (answer) {
        var took = performance.now() - sent;
        run.lastAt = now();
        if (answer.status !== 200) { run.end("strange"); return null; }
        return answer.text().then(function () {
          // The first answer of a connection is slower than the link.
          if (count++ && live) { times.push(onTheLine(path) || took); }
        });
      }).catch(function () { return null; }).then(function () { setTimeout(ask, 20); });
    }

    ask();
    return run.tick(function (elapsed) {
      var last = times.length ? times[times.length - 1] : null;
      run.show("idle", Math.min(elapsed / IDLE_S, 1) * IDLE_S, last, "ms");
      return elapsed >= IDLE_S && (times.length >= LEAST_ROUND_TRIPS || elapsed >= LONGEST_IDLE_S);
    }).then(function () {
      return times.length >= LEAST_ROUND_TRIPS ? median(times) : null;
    });
  };

  /* The browser's own times of a request leave out what the script waited for. */
  function onTheLine(path) {
    var rows = performance.getEntriesByName ? performance.getEntriesByName(new URL(path, location.href).href) : [];
    var row = rows[rows.length - 1];
    if (performance.clearResourceTimings) { performance.clearResourceTimings(); }
    return row && row.requestStart > 0 && row.responseStart > row.requestStart
      ? row.responseStart - row.requestStart : null;
  }

  /* Mbit/s of six downloads, counted as they come in. */
  Run.prototype.download = function () {
    var run = this, total = 0, marks = [], live = true;
    run.ending.push(function () { live = false; });

    function lane() {
      if (!live) { return; }
      get("garbage.php?ckSize=100&r=" + Math.random().toString(36).slice(2)).then(function (answer) {
        if (answer.status !== 200 || !/octet-stream/.test(answer.headers.get("Content-Type") || "")) {
          run.end("strange");
          return 0;
        }
        var reader = answer.body.getReader();
        function pull() {
          return reader.read().then(function (piece) {
            if (piece.done) { return 0; }
            if (!live) { reader.cancel().catch(function () { return null; }); return 0; }
            total += piece.value.length;
            run.lastAt = now();
            return pull();
          });
        }
        run.ending.push(function () { reader.cancel().catch(function () { return null; }); });
        return pull();
      }).catch(function () { return 200; }).then(function (pause) { setTimeout(lane, pause); });
    }

    for (var place = 0; place < STREAMS; place++) { lane(); }
    return run.load("down", DOWN_S, IDLE_S, marks, function () { marks.push([now(), total]); })
      .then(function (begun) {
        return rate(since(marks, begun + DOWN_DISCARD_S).filter(function (mark) {
          return mark[0] <= begun + DOWN_S + TICK_MS / 1000;
        }));
      });
  };

  /* Mbit/s of six uploads by the laptop's own count and clock: what a browser says was sent
     sits in buffers. Each post is answered with the count so far. */
  Run.prototype.upload = function () {
    var run = this, marks = [], arrived = [], lines = [], live = true;
    var name = "device-" + Math.random().toString(36).slice(2) + Math.random().toString(36).slice(2);
    run.ending.push(function () {
      live = false;
      lines.forEach(function (line) { line.abort(); });
    });

    function lane(place, size) {
      if (!live) { return; }
      var line = lines[place] = new XMLHttpRequest(), sent = now();
      var later = function () { setTimeout(function () { lane(place, SMALLEST); }, 200); };
      line.open("POST", "received.php?id=" + name);
      line.onload = function () {
        var told = null;
        try { told = JSON.parse(line.responseText); } catch (error) { told = null; }
        if (line.status >= 500) { later(); return; }
        if (line.status !== 200 || !told || typeof told.bytes !== "number" || typeof told.at !== "number") {
          run.end("strange");
          return;
        }
        run.lastAt = now();
        marks.push([told.at, told.bytes]);
        arrived.push(run.lastAt);
        var wanted = Math.floor(size * POST_S / Math.max(run.lastAt - sent, 1e-3));
        lane(place, Math.max(SMALLEST, Math.min(LARGEST, size * 4, wanted)));
      };
      line.onerror = later;
      line.send(noise().slice(0, size));
    }

    for (var place = 0; place < STREAMS; place++) { lane(place, 4 * SMALLEST); }
    return run.load("up", UP_S, IDLE_S + DOWN_S, marks, function () { return null; })
      .then(function (begun) {
        var counted = marks.filter(function (mark, place) {
          return arrived[place] >= begun + UP_DISCARD_S && arrived[place] <= begun + UP_S + QUIET_S;
        });
        return rate(counted.sort(function (a, b) { return a[0] - b[0]; }));
      });
  };

  /* Loads the link for so many seconds; gives the moment it began. */
  Run.prototype.load = function (phase, seconds, before, marks, mark) {
    var run = this;
    return run.tick(function (elapsed, quiet) {
      mark();
      var last = marks.length ? marks[marks.length - 1][0] : 0;
      run.show(phase, before + Math.min(elapsed, seconds), rate(since(marks, last - 0.5)), "Mbit/s");
      return elapsed >= seconds && quiet < QUIET_S;
    });
  };

  Run.prototype.all = function () {
    var run = this, figures = {};
    return run.idle().then(function (ms) {
      figures.latency = ms;
      return run.download();
    }).then(function (mbps) {
      figures.download = mbps;
      return run.upload();
    }).then(function (mbps) {
      figures.upload = mbps;
      if (!(figures.download > 0 && figures.upload > 0)) { throw new Refusal("interrupted"); }
      figures.seconds = now() - run.started;
      return figures;
    });
  };

  var made = null;

  /* Bytes that nothing on the way can make smaller. A blob: an array goes from the page to the
     network part of Chromium by copies, which kept an upload of 100 Mbit/s at 75 to 95. */
  function noise() {
    if (made === null) {
      var bytes = new Uint8Array(LARGEST);
      for (var place = 0; place < LARGEST; place += 65536) {
        crypto.getRandomValues(bytes.subarray(place, place + 65536));
      }
      made = new Blob([bytes]);
    }
    return made;
  }

  page.Refusal = Refusal;
  page.Run = Run;
  page.Run.PLANNED_S = IDLE_S + DOWN_S + UP_S;
  page.post = post;
  page.warm = noise;
})(window.readiness);
