// The menu opens and closes without script; this closes it on Escape and on a touch elsewhere.

for (const menu of document.querySelectorAll("details.r-menu")) {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
}
