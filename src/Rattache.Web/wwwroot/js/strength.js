// <p hidden data-strength="ID" data-short="Encore {0}…" …>: says how good the password in the field ID is while it is typed.
// Length is what counts; signs that repeat do not.

const shortest = 10;
const good = 14;
const best = 20;

function judge(password, words) {
  const length = [...password].length;
  const different = new Set(password.toLowerCase()).size;
  if (length < shortest) {
    const missing = shortest - length;
    return [1, missing === 1 ? words.last : words.short.replace("{0}", missing)];
  }
  if (different < 5) return [1, words.same];
  if (length < good) return [2, words.enough];
  return length < best || different < 8 ? [3, words.good] : [4, words.best];
}

for (const line of document.querySelectorAll("[data-strength]")) {
  const field = document.getElementById(line.dataset.strength);
  const meter = line.querySelector("meter");
  const said = line.querySelector("[role=status]");
  field.addEventListener("input", () => {
    line.hidden = field.value.length === 0;
    const [level, words] = judge(field.value, line.dataset);
    meter.value = level;
    // Said aloud when it changes, not at every key.
    if (said.textContent !== words) said.textContent = words;
  });
}
