// <form data-passkey="create|get" data-options="JSON" data-instead="ID" data-failed="ID">: asks the browser for a passkey and posts its
// answer in the field « reponse ». Until then the button is hidden and the element data-instead says what else to do; it stays where the
// browser is too old. data-failed shows when the person gave up, or the device has none.

const known = typeof PublicKeyCredential === "function" && "parseRequestOptionsFromJSON" in PublicKeyCredential;

async function ask(kind, options) {
  const credential =
    kind === "create"
      ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
      : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
  return JSON.stringify(credential.toJSON());
}

for (const form of known ? document.querySelectorAll("form[data-passkey]") : []) {
  const failed = document.getElementById(form.dataset.failed);
  document.getElementById(form.dataset.instead).hidden = true;
  for (const part of form.querySelectorAll("[hidden]")) part.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    failed.hidden = true;
    try {
      form.elements.reponse.value = await ask(form.dataset.passkey, JSON.parse(form.dataset.options));
    } catch {
      failed.hidden = false;
      failed.focus();
      return;
    }
    form.submit();
  });
}
