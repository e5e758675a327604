// Once the page is there and the telephone has nothing better to do: see ../sw.js. The styles are part of its address, so that it
// follows them.

if ("serviceWorker" in navigator) {
  addEventListener("load", () => {
    const styles = [...document.querySelectorAll("link[rel=stylesheet]")].map((link) => new URL(link.href).pathname + new URL(link.href).search);
    navigator.serviceWorker.register(`/sw.js?${encodeURIComponent(styles.join(" "))}`, { scope: "/" });
  });
}
