/**
 * Responding to a post, sealed in the page: see first.js.
 *
 * form#respond       data-post (id), data-parent (place, if it answers a response), data-slug, data-title,
 *                    data-columnist, data-most, data-most-name (characters), data-crisis (address of the rules)
 *   textarea#comment, input#name, input#asker
 * #notice            further templates: empty, long (over), poses, asker, closed
 * template[data-help]  shown in [data-slot=help] where the text speaks of danger
 */
import { hex } from './bytes.js';
import { danger } from './danger.js';
import { derive } from './derive.js';
import { FirstLetter, begin } from './first.js';
import { comment } from './letter.js';
import { drawn, notice, one } from './page.js';
import { bare, chars, clean, isBlank, line } from './text.js';
import { holdsReceipt, parse } from './words.js';

begin(one('form#respond'), class extends FirstLetter {
  typed = ['comment', 'name', 'asker'];

  takeOver() {
    super.takeOver();
    this.danger = danger(this.form.dataset.crisis);
  }

  async read() {
    const [field, named, askers] = this.typed.map((id) => one(`#${id}`, this.form));
    const { post, parent, slug, title, columnist, most, mostName } = this.form.dataset;
    const text = clean(field.value);
    const name = isBlank(named.value) ? '' : line(named.value);
    if (isBlank(text)) return notice('empty', {}, field);
    for (const [box, over] of [[field, chars(text) - most], [named, chars(name) - mostName]]) {
      if (over > 0) return notice('long', { over }, box);
    }
    if (name && bare(name) === bare(columnist)) return notice('poses', {}, named);
    const { words = [], problem } = isBlank(askers.value) ? {} : parse(this.list, askers.value);
    if (problem) return notice('asker', {}, askers);
    for (const [box, typed] of [[field, text], [named, name]]) {
      if (this.holdsAny(typed, words)) return notice('own', {}, box);
      if (this.holdsOthers(typed)) return notice('receipt', {}, box);
    }
    this.dangerous = (await this.danger)(text);
    const asker = words.length ? await derive(this.column.salt, words) : undefined;
    const said = { post, parent: parent ? Number(parent) : null, name, text };
    const copy = { kind: 'comment', slug, title, name, text };
    return { text, said: comment(this.keys, said, asker), copy, told: { asker: asker && hex(asker.mailbox) } };
  }

  /** Whether a text holds the words of this page, or those that prove the asker. */
  holdsAny(text, others) {
    return [this.words, others].some((words) => words.length && holdsReceipt(words, text));
  }

  async settle(asked, letter) {
    if (asked === 'asker') return notice(asked, {}, one('#asker', this.form));
    await super.settle(asked, letter);
  }

  showReceipt(values) {
    super.showReceipt(values);
    if (this.dangerous) one('[data-slot=help]').replaceChildren(drawn('template[data-help]'));
  }
});
