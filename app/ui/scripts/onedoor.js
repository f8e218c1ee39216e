// Comfort only: every page works without this.

// A password can be looked at while it is typed.
for (const button of document.querySelectorAll(".field__show")) {
  const field = document.getElementById(button.getAttribute("aria-controls"));
  button.hidden = false;
  const show = (visible) => {
    field.type = visible ? "text" : "password";
    button.textContent = visible ? button.dataset.hide : button.dataset.show;
  };
  button.addEventListener("click", () => show(field.type === "password"));
  // Hidden again before it is sent, so that the browser offers to keep it.
  field.form?.addEventListener("submit", () => show(false));
}

// The summary of problems takes the focus, also where the browser ignores `autofocus` on it.
document.querySelector(".error-summary")?.focus();

// A form goes out once: a second press within a moment is a slip of the finger.
for (const form of document.forms) {
  let sent = 0;
  form.addEventListener("submit", (event) => {
    const now = event.timeStamp;
    if (sent && now - sent < 1500) event.preventDefault();
    else sent = now;
  });
}

// A page that only passes something on to another site does so by itself.
document.querySelector("form[data-passes-on]")?.submit();

// The list of languages closes with Escape and with a touch elsewhere.
const languages = document.querySelector(".languages details");
addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !languages?.open) return;
  languages.open = false;
  languages.querySelector("summary").focus();
});
addEventListener("click", (event) => {
  if (languages?.open && !languages.contains(event.target)) languages.open = false;
});
