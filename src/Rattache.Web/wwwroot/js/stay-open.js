// <div aria-live="assertive" data-open-for="3300" data-soon="…" data-over="…" data-stay="Rester connecté" data-again="Se connecter">
// Two minutes before the account closes by itself: says so, and keeps it open for whoever asks (WCAG 2.2.1). A page that is opened in
// another tab keeps it open too, and says so to this one.

const soon = 120_000;

function watch(notice) {
  const tabs = "BroadcastChannel" in window ? new BroadcastChannel("open") : null;
  const text = document.createElement("p");
  const button = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-primary" });
  let closes, said, from;

  function look() {
    const left = closes - Date.now();
    const say = left > soon ? "" : left > 0 ? "soon" : "over";
    if (say === said) return;
    said = say;
    if (!say) {
      const back = document.activeElement === button;
      notice.replaceChildren();
      if (back) from?.focus();
      return;
    }
    text.textContent = notice.dataset[say];
    button.textContent = say === "soon" ? notice.dataset.stay : notice.dataset.again;
    if (!button.isConnected) notice.append(text, button);
  }

  function open() {
    closes = Date.now() + Number(notice.dataset.openFor) * 1000;
    look();
  }

  button.addEventListener("focus", (event) => (from = event.relatedTarget));
  button.addEventListener("click", async () => {
    // Where the network fails, the notice stays, and whatever is on the page too.
    const answer = await fetch("/connexion/encore", { redirect: "manual", cache: "no-store" });
    // Closed meanwhile: to the sign-in, and back here. Not by reloading: what was sent from here would be sent again.
    if (!answer.ok) return location.replace(location.pathname + location.search);
    open();
    tabs?.postMessage("");
  });
  tabs?.addEventListener("message", open);
  document.addEventListener("visibilitychange", look);
  setInterval(look, 10_000);
  open();
  tabs?.postMessage("");
}

document.querySelectorAll("[data-open-for]").forEach(watch);
