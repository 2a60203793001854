/** Snippets: `;name` becomes its text as soon as the name is ended by a blank, a line break or a mark. */
import { all, one } from './page.js';

/** Letters, digits and hyphens belong to names; what is not one of them, and no `;`, ends one. */
const NAME_BEFORE_END = /(^|[^\p{L}\p{N}_\-&]);([a-z0-9]+(?:-[a-z0-9]+)*)([^\p{L}\p{N}_\-])$/u;

/** What stands before the caret, with the name at its end written out; none where there is no name.
 * @param {string} before @param {Map<string, string>} texts
 * @returns {{from: number, text: string} | undefined} where the name begins, and what stands there instead */
export function expansion(before, texts) {
  const found = NAME_BEFORE_END.exec(before);
  const text = found && !inCode(before.slice(0, found.index + found[1].length)) ? texts.get(found[2]) : undefined;
  if (text === undefined) return undefined;
  return { from: found.index + found[1].length, text: text + found[3] };
}

/** Whether a text ends within code. The server, which writes out what is left, knows it for certain. */
function inCode(before) {
  const fences = before.match(/^ {0,3}(```|~~~)/gm)?.length ?? 0;
  const line = before.slice(before.lastIndexOf('\n') + 1);
  return fences % 2 === 1 || /^( {4}|\t)/.test(line) || (line.match(/`/g)?.length ?? 0) % 2 === 1;
}

/** Works on a text area, with the snippets that the page brings. @param {HTMLTextAreaElement} area */
export function expandSnippets(area) {
  const list = one('#snippets');
  const texts = new Map(list ? all('[data-name]', list.content).map((it) => [it.dataset.name, it.textContent]) : []);
  if (texts.size === 0) return;
  area.addEventListener('input', (event) => {
    if (event.isComposing || !event.inputType?.startsWith('insert')) return;
    const caret = area.selectionStart;
    const found = expansion(area.value.slice(0, caret), texts);
    if (!found) return;
    area.setSelectionRange(found.from, caret);
    // As typed, so that one step of undo brings the name back; where that is not known, plainly.
    if (!document.execCommand('insertText', false, found.text)) {
      area.setRangeText(found.text, found.from, caret, 'end');
      area.dispatchEvent(new Event('input', { bubbles: true }));
    }
  });
}
