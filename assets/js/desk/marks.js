// The marks of the printed question: keys to go through them, and the marked words in sight. Without this script the
// buttons are buttons.

const list = document.querySelector(".marks ol");

/** The row that has the focus; none while a field has it. */
function current() {
  return document.activeElement.closest(".marks li[data-mark]");
}

function focusRow(row) {
  row?.querySelector("button").focus();
}

/** Shows where in the text a row's words stand. */
function show(row) {
  document.querySelector(".marked .current")?.classList.remove("current");
  const mark = document.getElementById(row.dataset.mark);
  mark.classList.add("current");
  // Only the text's own box scrolls: the page stays where the eye is.
  const box = mark.closest(".marked");
  box.scrollTop = mark.offsetTop - box.offsetTop - box.clientHeight / 2;
}

const KEYS = {
  n: (row) => focusRow(row.nextElementSibling),
  p: (row) => focusRow(row.previousElementSibling),
  b: (row) => row.querySelectorAll("button")[0].click(),
  k: (row) => row.querySelectorAll("button")[1].click(),
};

function pressed(event) {
  const row = current();
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.repeat;
  if (!row || !plain) return;
  if (event.target.matches("input")) {
    // Enter blurs with the words that were typed.
    if (event.key !== "Enter") return;
    event.preventDefault();
    KEYS.b(row);
  } else if (KEYS[event.key]) {
    event.preventDefault();
    KEYS[event.key](row);
  }
}

if (list) {
  document.querySelector(".marks .keys").hidden = false;
  list.addEventListener("keydown", pressed);
  list.addEventListener("focusin", () => current() && show(current()));
  // Coming back from a button of the list, the next mark is at hand. Before the page has come to its place, the
  // browser would take the focus away again.
  const back = location.hash === "#marks";
  if (back) addEventListener("load", () => requestAnimationFrame(() => focusRow(list.firstElementChild)));
}
