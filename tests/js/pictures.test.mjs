/** What is said of a picture that was not taken. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { refusal } from '../../assets/js/desk/pictures.js';

/** A page that has these sentences. */
function page(sentences) {
  const span = (state) => ({ textContent: sentences[state] });
  const content = { querySelector: (selector) => span(/"(.*)"/.exec(selector)[1]) };
  globalThis.document = { querySelector: () => ({ content }) };
}

test('the server says why a picture was not taken, and the page where no answer came', () => {
  page({ 'picture-failed': 'Failed.', 'picture-too-large': 'Too large.' });
  assert.equal(refusal(422, { field: 'picture', text: 'This is no picture.' }), 'This is no picture.');
  assert.equal(refusal(413, {}), 'Too large.');
  assert.equal(refusal(0, {}), 'Failed.');
});
