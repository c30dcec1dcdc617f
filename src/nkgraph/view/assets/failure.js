// Errors show in the page, not only in the console; this comes first, so that it catches them all.

/** Show in the page that something went wrong. */
export function trouble(message) {
  const place = document.getElementById("trouble");
  place.textContent = message;
  place.hidden = false;
}

function fail(error) {
  const known = JSON.parse(document.getElementById("data-words").textContent).trouble.page;
  trouble(known.replace("{}", () => error?.message ?? String(error)));
  if (document.documentElement.dataset.state === "loading") document.documentElement.dataset.state = "error";
}

window.addEventListener("error", (event) => fail(event.error ?? event.message));
window.addEventListener("unhandledrejection", (event) => fail(event.reason));
