"use strict";
// Puts the form into a page of another site, where this script stands:
// <script src="https://forms.example.com/form/embed.js" data-lang="tr" async></script>
(() => {
  const script = document.currentScript;
  const home = new URL(script.src).origin;
  const frame = document.createElement("iframe");
  const language = script.dataset.lang === "en" ? "en" : "tr";
  frame.src = home + "/?lang=" + language;
  frame.title = language === "en" ? "Service request" : "Servis talebi";
  frame.style.cssText = "width:100%;height:60rem;border:0";
  script.after(frame);
  let pages = 0;
  frame.addEventListener("load", () => {
    if (++pages > 1) frame.scrollIntoView();
  });
  window.addEventListener("message", (event) => {
    if (event.origin === home && event.source === frame.contentWindow && event.data && event.data.formrelay) {
      frame.style.height = Math.min(20000, Math.max(200, Number(event.data.formrelay.height) || 0)) + "px";
    }
  });
})();
