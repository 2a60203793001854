/**
 * Saves a text by itself, a moment after typing stops. What is typed lies in the fields and nowhere else: no storage.
 *
 * States: `saved`; `waiting` for a pause; `saving`; `offline` and `busy`, tried again by itself; `signed_out` until
 * {@link Autosave.resume}; `stale` until {@link Autosave.settle}; `refused` until something else is typed.
 */

/** Milliseconds without a key after which a text is saved, and the longest that typing on may put it off. */
export const QUIET_MS = 1_500;
export const LONGEST_MS = 15_000;
/** Milliseconds before another try, at first and at most; each is twice the one before. */
export const RETRY_MS_MIN = 2_000;
export const RETRY_MS_MAX = 60_000;

/** States in which nothing is sent until somebody does something. */
const STOPPED = ['signed_out', 'stale'];

/**
 * @param {object} page
 * @param {() => Record<string, string>} page.read the fields as they stand, without the revision
 * @param {(fields: Record<string, string>, revision: number) => Promise<{status: number, body: any}>} page.send
 * @param {(state: string, body: any) => void} page.show
 * @param {number} page.revision that the fields were made from
 * @param {boolean} page.saved whether the fields are as they were saved
 * @param {{now: () => number, set: (f: () => void, ms: number) => any, clear: (timer: any) => void}} [page.clock]
 */
export function autosave({ read, send, show, revision, saved, clock = real }) {
  const key = (fields) => JSON.stringify(fields);
  let kept = saved ? key(read()) : null;
  // What was sent without an answer. It may be saved, so the very same is sent again first: the server knows it, and
  // does not take it for somebody else's.
  let unanswered = null;
  let state = 'saved';
  let timer = null;
  let since = null;
  let delay = RETRY_MS_MIN;
  let sending = null;

  const isDirty = () => unanswered !== null || key(read()) !== kept;

  function say(next, body = {}) {
    state = next;
    show(next, body);
  }

  function after(ms) {
    clock.clear(timer);
    timer = clock.set(() => void save(), ms);
  }

  /** Sends what is not saved, unless it is being sent. @returns {Promise<void>} */
  function save() {
    clock.clear(timer);
    if (sending || STOPPED.includes(state)) return sending ?? Promise.resolve();
    if (!isDirty()) return Promise.resolve(say('saved'));
    const fields = unanswered ?? read();
    since = null;
    say('saving');
    sending = send(fields, revision).then(({ status, body }) => {
      sending = null;
      answered(fields, status, body);
    });
    return sending;
  }

  function answered(fields, status, body) {
    if (status === 200) {
      unanswered = null;
      [kept, revision, delay] = [key(fields), body.revision, RETRY_MS_MIN];
      if (!isDirty()) return say('saved');
      since = clock.now();
      say('waiting');
      return after(QUIET_MS);
    }
    if (status === 401) return say('signed_out', body);
    if (status === 409 && body.theirs) {
      unanswered = null;
      return say('stale', body);
    }
    if (status >= 400 && status < 500 && ![408, 429].includes(status)) {
      unanswered = null;
      return say('refused', { status, ...body });
    }
    unanswered = fields;
    say(status === 0 ? 'offline' : 'busy');
    after(delay);
    delay = Math.min(2 * delay, RETRY_MS_MAX);
  }

  return {
    /** Something was typed. */
    typed() {
      if (STOPPED.includes(state) || state === 'offline' || state === 'busy' || sending) return;
      if (!isDirty()) {
        clock.clear(timer);
        since = null;
        return say('saved');
      }
      since ??= clock.now();
      if (state !== 'waiting') say('waiting');
      after(Math.max(0, Math.min(QUIET_MS, since + LONGEST_MS - clock.now())));
    },
    /** Saves now, with all that was typed meanwhile. @returns {Promise<string>} the state that this ends in */
    async flush() {
      let last;
      do {
        last = kept;
        await sending;
        await save();
      } while (isDirty() && kept !== last);
      return state;
    },
    /**
     * Lets something else change the text on the server, once all is saved: until it has, nothing is sent.
     * @param {() => Promise<{fields: Record<string, string>, revision: number} | null>} change gives the text as it is
     * saved then; nothing where it was not changed
     */
    async during(change) {
      await sending;
      clock.clear(timer);
      sending = change().then((saved) => {
        sending = null;
        if (saved) [kept, revision] = [key(saved.fields), saved.revision];
        since = null;
        say(isDirty() ? 'waiting' : 'saved');
        if (isDirty()) after(QUIET_MS);
      });
      return sending;
    },
    /** Goes on after signing in. */
    resume() {
      state = 'waiting';
      return save();
    },
    /** Goes on from the other text, which has been brought together with this one. @param {number} newest */
    settle(newest) {
      revision = newest;
      kept = null;
      state = 'waiting';
      return save();
    },
    isDirty,
    revision: () => revision,
    state: () => state,
  };
}

const real = {
  now: () => performance.now(),
  set: (f, ms) => setTimeout(f, ms),
  clear: (timer) => clearTimeout(timer),
};
