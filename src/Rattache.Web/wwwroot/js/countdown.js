// <strong data-seconds="1740" data-many="Valable encore {0} min." data-last="…moins d’une minute." data-over="…">
// Counts from the page's arrival, not from the phone's clock, which may be wrong. Not a live region: nobody wants it read aloud.

const arrived = Date.now();

function show(element) {
  const left = Number(element.dataset.seconds) - (Date.now() - arrived) / 1000;
  const minutes = Math.floor(left / 60);
  const text =
    left <= 0 ? element.dataset.over : minutes < 1 ? element.dataset.last : element.dataset.many.replace("{0}", minutes);
  if (element.textContent !== text) element.textContent = text;
  return left > 0;
}

for (const element of document.querySelectorAll("[data-seconds]")) {
  const timer = setInterval(() => show(element) || clearInterval(timer), 5000);
  document.addEventListener("visibilitychange", () => show(element));
}
