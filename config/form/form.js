"use strict";
// Makes the pages nicer to use. Without it they work all the same: a plain post and an answer in HTML.
(() => {
  const form = document.getElementById("form");
  if (form) {
    filterDistricts(byId("CustomerCity"), byId("CustomerDistrict"));
    listSerials(byId("ProductSerialNumberList"));
    followCount(byId("DeviceCount"));
    keepDraft();
    sendWithoutLeaving();
  }
  document.documentElement.classList.toggle("embedded", window.parent !== window);
  showOutcome(document.getElementById("outcome"));
  tellHeight();

  function byId(id) {
    return document.getElementById(id);
  }

  // -- fields -----------------------------------------------------------------------------------

  function filterDistricts(city, district) {
    if (!city || !district) return;
    const first = district.options[0];
    const groups = [...district.querySelectorAll("optgroup")];
    const show = () => {
      const chosen = district.value;
      const group = groups.find((each) => each.label === city.value);
      const options = group ? [...group.children].map((each) => each.cloneNode(true)) : [];
      first.textContent = group ? first.dataset.words : form.dataset.cityFirst;
      district.replaceChildren(first, ...options);
      district.value = options.some((each) => each.value === chosen) ? chosen : "";
    };
    first.dataset.words = first.textContent;
    city.addEventListener("change", show);
    show();
  }

  // One input for each serial number instead of one line for each.
  function listSerials(area) {
    if (!area) return;
    const list = document.createElement("ul");
    list.className = "items";
    const add = button("second add", form.dataset.add);
    const label = area.labels[0];
    const values = () => [...list.querySelectorAll("input")].map((each) => each.value.trim()).filter(Boolean);
    const changed = () => {
      area.value = values().join("\n");
      area.dispatchEvent(new Event("change", { bubbles: true }));
    };
    const renumber = () =>
      list.querySelectorAll("li").forEach((item, i) => {
        const name = form.dataset.nth.replace("{0}", i + 1);
        const input = item.querySelector("input");
        input.id = i === 0 ? area.dataset.id : area.dataset.id + "-" + (i + 1);
        if (i === 0) input.removeAttribute("aria-label");
        else input.setAttribute("aria-label", name);
        item.querySelector("button").setAttribute("aria-label", form.dataset.remove + ": " + name);
        item.querySelector("button").hidden = list.children.length === 1;
      });
    const row = (value) => {
      const item = document.createElement("li");
      const input = document.createElement("input");
      input.type = "text";
      input.autocomplete = "off";
      input.value = value;
      input.setAttribute("aria-describedby", area.getAttribute("aria-describedby"));
      input.addEventListener("input", changed);
      const remove = button("second", form.dataset.remove);
      remove.addEventListener("click", () => {
        item.remove();
        renumber();
        changed();
        list.querySelector("input").focus();
      });
      item.append(input, remove);
      list.append(item);
      return input;
    };
    area.dataset.id = area.id;
    area.id += "-lines";
    area.hidden = true;
    area.closest(".field").querySelectorAll(".lines").forEach((each) => each.remove());
    label.htmlFor = area.dataset.id;
    area.after(list, add);
    area.rebuild = () => {
      const lines = area.value.split(/[\n,]/).map((each) => each.trim()).filter(Boolean);
      list.replaceChildren();
      (lines.length ? lines : [""]).forEach(row);
      renumber();
    };
    add.addEventListener("click", () => {
      const input = row("");
      renumber();
      input.focus();
    });
    area.rebuild();
  }

  // The number of devices follows the serial numbers until somebody types another one.
  function followCount(count) {
    const serials = document.getElementsByName("ProductSerialNumberList")[0];
    if (!count || !serials) return;
    let own = count.value !== "";
    count.addEventListener("input", () => (own = count.value !== ""));
    serials.addEventListener("change", () => {
      if (!own) count.value = serials.value.split("\n").filter(Boolean).length || "";
    });
  }

  function button(classes, words) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = classes;
    made.textContent = words;
    return made;
  }

  // -- what was typed is not lost with the page ---------------------------------------------------

  function keepDraft() {
    const place = "form:" + location.pathname;
    const secret = (each) => each.name.startsWith("_") || each.type === "password";
    // Who goes on with an old form is not as fast as the page is young.
    const startedAt = form.elements.namedItem("_startedAt");
    form.addEventListener("input", save);
    form.addEventListener("change", save);
    form.addEventListener("sent", () => sessionStorage.removeItem(place));
    if (document.querySelector("#errors:not([hidden])")) return;
    try {
      const kept = JSON.parse(sessionStorage.getItem(place) || "{}");
      startedAt.value = kept._startedAt || startedAt.value;
      for (const [name, value] of Object.entries(kept)) {
        const field = document.getElementsByName(name)[0];
        if (!field || field.value) continue;
        field.value = value;
        if (field.rebuild) field.rebuild();
        else if (field.tagName === "SELECT") field.dispatchEvent(new Event("change"));
      }
    } catch (unreadable) {
      sessionStorage.removeItem(place);
    }
    function save() {
      const kept = { _startedAt: startedAt.value };
      for (const each of form.elements) {
        if (each.name && each.value && !secret(each)) kept[each.name] = each.value;
      }
      try {
        sessionStorage.setItem(place, JSON.stringify(kept));
      } catch (full) {
        // The page itself still has it.
      }
    }
  }

  // -- sending ----------------------------------------------------------------------------------

  function sendWithoutLeaving() {
    const send = byId("send");
    const waiting = byId("waiting");
    const words = send.textContent;
    let sending = false;
    let timer = 0;
    let tries = 0;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      attempt();
    });
    byId("again").addEventListener("click", attempt);
    window.addEventListener("online", () => timer && attempt());

    async function attempt() {
      if (sending) return;
      clearTimeout(timer);
      timer = 0;
      sending = true;
      send.disabled = true;
      send.textContent = form.dataset.sending;
      if (tries > 0) tell(form.dataset.again);
      try {
        await done(
          await fetch(form.action, {
            method: "POST",
            headers: { Accept: "application/json", "Accept-Language": document.documentElement.lang },
            body: new URLSearchParams(new FormData(form)),
            credentials: "omit",
            signal: AbortSignal.timeout(30000),
          }),
        );
      } catch (broken) {
        again(null, form.dataset.network);
      } finally {
        sending = false;
      }
    }

    async function done(answer) {
      if (answer.ok) {
        const { page } = await answer.json();
        form.dispatchEvent(new Event("sent"));
        location.assign(page);
        return;
      }
      const problem = await answer.json().catch(() => ({ detail: form.dataset.unreadable }));
      if (answer.status >= 500 || answer.status === 408) {
        again(answer.headers.get("Retry-After"), problem.detail);
        return;
      }
      ready();
      showErrors(problem);
    }

    // The same key goes out again: whatever became of the last try, there will be one request.
    function again(after, message) {
      const seconds = Math.min(60, Math.max(Number(after) || 0, 2 ** Math.min(tries, 5)));
      tries += 1;
      tell(message);
      send.disabled = false;
      send.textContent = words;
      timer = setTimeout(attempt, seconds * 1000);
    }

    function tell(message) {
      waiting.hidden = false;
      waiting.querySelector("p").textContent = message;
    }

    function ready() {
      tries = 0;
      waiting.hidden = true;
      send.disabled = false;
      send.textContent = words;
    }
  }

  function showErrors(problem) {
    const box = byId("errors");
    const errors = problem.errors || [];
    const list = box.querySelector("ul");
    list.replaceChildren();
    form.querySelectorAll("[data-field]").forEach((field) => mark(field, ""));
    for (const { field, message } of errors) {
      const place = form.querySelector('[data-field="' + CSS.escape(field) + '"]');
      const item = document.createElement("li");
      if (place) {
        mark(place, message);
        const link = document.createElement("a");
        link.href = "#" + field;
        link.textContent = labelOf(place) + message;
        item.append(link);
      } else {
        item.textContent = message;
      }
      list.append(item);
    }
    if (!errors.length) {
      const item = document.createElement("li");
      item.textContent = problem.detail;
      list.append(item);
    }
    byId("errors-intro").hidden = !errors.length;
    box.hidden = false;
    box.focus();
  }

  function labelOf(place) {
    if (place.classList.contains("check")) return "";
    const label = place.querySelector("label").cloneNode(true);
    label.querySelectorAll("[aria-hidden]").forEach((each) => each.remove());
    return label.textContent.trim() + ": ";
  }

  function mark(place, message) {
    const error = place.querySelector(".error");
    error.textContent = "";
    place.classList.toggle("wrong", Boolean(message));
    place.querySelectorAll("input, select, textarea").forEach((each) => {
      if (message) each.setAttribute("aria-invalid", "true");
      else each.removeAttribute("aria-invalid");
    });
    if (message) {
      const prefix = document.createElement("span");
      prefix.className = "sr";
      prefix.textContent = form.dataset.error + " ";
      error.append(prefix, message);
    }
  }

  // The page that embeds this one gives it the room it needs; a height tells nobody anything.
  function tellHeight() {
    if (window.parent === window) return;
    new ResizeObserver(() =>
      window.parent.postMessage({ formrelay: { height: document.documentElement.offsetHeight } }, "*"),
    ).observe(document.documentElement);
  }

  // -- the outcome ------------------------------------------------------------------------------

  function showOutcome(outcome) {
    if (!outcome) return;
    const print = byId("print");
    print.hidden = false;
    print.addEventListener("click", () => window.print());
    outcome.querySelectorAll(".no-js").forEach((each) => (each.hidden = true));
    if (outcome.dataset.state === "pending") look(1);

    function look(seconds) {
      setTimeout(async () => {
        try {
          const answer = await fetch(location.href, { credentials: "omit" });
          const page = answer.ok ? await answer.text() : "";
          const fresh = new DOMParser().parseFromString(page, "text/html").getElementById("outcome");
          if (fresh && fresh.dataset.state !== "pending") {
            outcome.className = fresh.className;
            outcome.dataset.state = fresh.dataset.state;
            byId("outcome-text").replaceChildren(...fresh.querySelector("#outcome-text").children);
            return;
          }
        } catch (broken) {
          // The next look may find it.
        }
        look(Math.min(30, seconds * 1.5));
      }, seconds * 1000);
    }
  }
})();
