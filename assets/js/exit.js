// Leave this page: at once, by the link or by Shift three times, and with nothing left behind. Without this script the
// link is a link. What is said aloud stands in the page.

// How long the next Shift may take, in milliseconds.
const PATIENCE = 5_000;
const PRESSES = 3;

const place = document.querySelector(".exit");
const link = place.querySelector("a");
const spoken = place.querySelector("[role=status]");

let presses = 0;
// Whether nothing but Shift has happened since it went down: then it was no modifier.
let alone = false;
let timer;

function leave() {
  forget();
  cover();
  clear();
  location.replace(link.href);
}

// A blank page now: the other site may be slow to come.
function cover() {
  const blank = document.createElement("div");
  blank.className = "exit-cover";
  blank.setAttribute("role", "alert");
  const words = document.createElement("span");
  words.className = "vh";
  blank.append(words);
  document.body.append(blank);
  document.documentElement.classList.add("left");
  // An alert that is already there when its words come is spoken by more screen readers.
  words.textContent = place.dataset.leaving;
}

// Resetting would put back what the server sent with the page, and that may be the letter.
function clear() {
  for (const field of document.querySelectorAll("input, textarea, select")) {
    if (field.type === "checkbox" || field.type === "radio") field.checked = field.defaultChecked = false;
    else field.value = field.defaultValue = "";
  }
}

function forget() {
  clearTimeout(timer);
  presses = 0;
  alone = false;
  delete place.dataset.presses;
  spoken.textContent = "";
}

function press() {
  clearTimeout(timer);
  presses += 1;
  if (presses === PRESSES) {
    leave();
    return;
  }
  place.dataset.presses = presses;
  spoken.textContent = presses === 1 ? place.dataset.two : place.dataset.one;
  timer = setTimeout(() => {
    forget();
    spoken.textContent = place.dataset.late;
  }, PATIENCE);
}

function other() {
  alone = false;
  if (presses > 0) forget();
}

addEventListener("keydown", (event) => {
  if (event.key !== "Shift") other();
  else if (!event.repeat) alone = !event.ctrlKey && !event.altKey && !event.metaKey;
});
addEventListener("keyup", (event) => {
  if (event.key === "Shift" && alone) press();
  alone = false;
});
addEventListener("pointerdown", other);

link.addEventListener("click", (event) => {
  // A new tab is a plain link's business.
  if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  leave();
});

// A page that a browser kept and shows again begins anew.
addEventListener("pageshow", () => {
  forget();
  document.documentElement.classList.remove("left");
  document.querySelectorAll(".exit-cover").forEach((cover) => cover.remove());
});

place.querySelector(".keys").hidden = false;
