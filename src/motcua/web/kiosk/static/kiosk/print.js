/* Prints the slip on the kiosk's network printer once the ticket's screen is there; says what the printer did. Without this script the button does it. */
const state = document.getElementById("print-state");

async function send(form) {
  form.querySelector("[data-printing]").hidden = false;
  form.querySelector("button").hidden = true;
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form), credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("print-state");
    if (page) state.replaceChildren(...page.childNodes);
  } catch {
    form.querySelector("[data-printing]").hidden = true;
    form.querySelector("button").hidden = false;
  }
}

state?.addEventListener("submit", (event) => {
  event.preventDefault();
  send(event.target);
});
const waiting = state?.querySelector("[data-print-slip]");
if (waiting) send(waiting);
