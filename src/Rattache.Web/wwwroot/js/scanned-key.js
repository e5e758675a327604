// The QR code opens any page with #cle=…: the part after # never reaches the server. The key waits in this tab
// while one signs in, leaves the address bar at once, and ends in the field where a key is pasted.

const place = "cle";
const scanned = /^#cle=([0-9a-f-]{32,36})$/i.exec(location.hash);
const field = document.getElementById("cle");

if (scanned) {
  history.replaceState(null, "", location.pathname + location.search);
  keep(scanned[1]);
}

if (field instanceof HTMLInputElement && field.value === "") {
  const key = scanned?.[1] ?? kept();
  if (key) {
    field.value = key;
    field.focus();
    field.scrollIntoView({ block: "center" });
    forget();
  }
}

// A browser may forbid storage altogether: the key is then pasted by hand.
function keep(key) {
  try { sessionStorage.setItem(place, key); } catch { /* see above */ }
}
function kept() {
  try { return sessionStorage.getItem(place); } catch { return null; }
}
function forget() {
  try { sessionStorage.removeItem(place); } catch { /* see above */ }
}
