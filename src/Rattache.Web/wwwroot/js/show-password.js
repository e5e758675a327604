// <button hidden data-shows="ID" data-hide="Masquer">: shows what is typed in the password field ID, and hides it again.

for (const button of document.querySelectorAll("[data-shows]")) {
  const field = document.getElementById(button.dataset.shows);
  if (!field) continue;
  const label = button.querySelector("[data-label]") ?? button;
  const word = label.textContent;
  button.hidden = false;

  const turn = (visible) => {
    field.type = visible ? "text" : "password";
    label.textContent = visible ? button.dataset.hide : word;
  };
  button.addEventListener("click", () => turn(field.type === "password"));
  // Browsers keep passwords only from password fields.
  field.form?.addEventListener("submit", () => turn(false));
}
