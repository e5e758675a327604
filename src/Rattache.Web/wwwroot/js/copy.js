// <button hidden data-copy="ID" data-done="Copié">: copies the text of the element ID.
// The page's own word (in <span data-label> when there is one) gives way to data-done for a moment.

async function write(element) {
  const text = element.textContent.trim();
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Without https there is no clipboard: select, and copy as of old.
    const range = document.createRange();
    range.selectNodeContents(element);
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    return document.execCommand("copy");
  }
}

for (const button of document.querySelectorAll("[data-copy]")) {
  const source = document.getElementById(button.dataset.copy);
  if (!source) continue;
  const label = button.querySelector("[data-label]") ?? button;
  const word = label.textContent;
  const spoken = document.createElement("span");
  spoken.className = "visually-hidden";
  spoken.setAttribute("role", "status");
  button.after(spoken);
  button.hidden = false;

  let timer;
  button.addEventListener("click", async () => {
    if (!(await write(source))) return;
    label.textContent = button.dataset.done;
    spoken.textContent = button.dataset.done;
    clearTimeout(timer);
    timer = setTimeout(() => {
      label.textContent = word;
      spoken.textContent = "";
    }, 4000);
  });
}
