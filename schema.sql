-- The whole current schema of both files. Each part is run once, on an empty file, and `user_version`
-- is set to the number in its heading. Days are counted from 1970-01-01, by the
-- calendar of the column's zone, moments in seconds.

-- ==== public.db 1 ====
-- Plain SQLite, always readable by the server: nothing in here may tell what a reader wrote, or who.

-- The column as a whole. One row once it is set up.
create table site (
    one         integer primary key check (one = 1),
    column_id   blob    not null check (length(column_id) = 16),
    salt        blob    not null check (length(salt) = 32),        -- of every receipt's root
    device_key  blob    not null check (length(device_key) = 32),  -- signs the desk's device cookies
    name        text    not null check (length(name) between 1 and 80),
    columnist   text    not null check (length(columnist) between 1 and 80),
    settings    text    not null default '{}' check (json_valid(settings)),
    generation  integer not null,  -- grows with every public change; the page memory's key
    tidied      integer not null   -- the day of the last vacuum
) strict;

-- The public halves of the column's key pairs; letters are sealed to the newest.
create table column_key (
    generation  integer primary key,
    key_id      blob    not null unique check (length(key_id) = 8),
    public      blob    not null check (length(public) = 32)
) strict;

-- People at the desk. The password wraps the private half alone; the keyring is sealed to the public half.
create table account (
    id          blob    not null primary key check (length(id) = 16),
    name        text    not null unique check (length(name) between 1 and 40),
    person      text    not null check (length(person) between 1 and 80),
    role        text    not null check (role in ('columnist', 'assistant')),
    wrapped     text    not null check (json_valid(wrapped)),
    public      blob    not null check (length(public) = 32),
    keyring     blob    not null,
    generation  integer not null   -- of the keyring
) strict, without rowid;

-- The printed recovery code: an account that no password opens.
create table recovery (
    one         integer primary key check (one = 1),
    id          blob    not null check (length(id) = 16),
    public      blob    not null check (length(public) = 32),
    keyring     blob    not null,
    generation  integer not null
) strict;

-- Sealed letters that wait for the vault. `key` is the first half of the random id, so that the order
-- of the rows says nothing; as an integer key it keeps a letter in one place of one tree.
create table envelope (
    key      integer primary key,
    id       blob    not null check (length(id) = 16),
    day      integer not null check (day between 0 and 1000000),
    suspect  integer not null check (suspect in (0, 1)),  -- came through the slow lane
    sealed   blob    not null check (length(sealed) between 1081 and 65593)
) strict;

-- A reader's way back. `key` is the first eight bytes of the id, as above.
create table mailbox (
    key        integer primary key,
    id         blob    not null check (length(id) = 32),         -- SHA-256 of the receipt's lookup
    day        integer not null,
    auth       blob    not null check (length(auth) = 32),       -- SHA-256 of the receipt's auth
    retry_tag  blob    not null check (length(retry_tag) = 32),  -- knows the first text again
    state      blob    not null, -- sealed to the reader, of one size for all, replaced whole
    -- 1: its consent was tightened, 2: its letter was taken back. No post that names it is made public.
    hold       integer not null default 0 check (hold in (0, 1, 2)),
    sent       integer not null default 0 check (sent >= 0),     -- bytes since the desk last said something
    known      integer not null default 0 check (known in (0, 1)), -- its letter has come into the vault
    -- Her own copy of the question, as in own_copy; null once it was taken back. Last, as the largest.
    copy       blob
) strict;

-- Mailboxes that the slow lane made, until the desk knows better than the rules for spam: the first to go when
-- there is no room. A normal letter never has a row here.
create table suspect (
    mailbox   integer primary key references mailbox (key) on delete cascade,
    envelope  integer not null,  -- the key of its first letter
    waiting   integer not null check (waiting in (0, 1))  -- 0: the letter is in the vault, filed as spam
) strict;
create index suspect_by_envelope on suspect (waiting, envelope);

-- Mailboxes that went for want of room, so that whoever comes back is told the truth.
create table evicted (
    mailbox  integer primary key,  -- its key
    day      integer not null
) strict;
create index evicted_by_day on evicted (day);

-- How many rows these two have, so that a letter need not count them.
create table tally (
    kind      text    not null primary key check (kind in ('waiting', 'spam', 'evicted')),
    how_many  integer not null
) strict, without rowid;
insert into tally (kind, how_many) values ('waiting', 0), ('spam', 0), ('evicted', 0);
create trigger suspect_tallied after insert on suspect begin
    update tally set how_many = how_many + 1 where kind = iif(new.waiting, 'waiting', 'spam');
end;
create trigger suspect_retallied after update of waiting on suspect begin
    update tally set how_many = how_many - 1 where kind = iif(old.waiting, 'waiting', 'spam');
    update tally set how_many = how_many + 1 where kind = iif(new.waiting, 'waiting', 'spam');
end;
create trigger suspect_untallied after delete on suspect begin
    update tally set how_many = how_many - 1 where kind = iif(old.waiting, 'waiting', 'spam');
end;
create trigger evicted_tallied after insert on evicted begin
    update tally set how_many = how_many + 1 where kind = 'evicted';
end;
create trigger evicted_untallied after delete on evicted begin
    update tally set how_many = how_many - 1 where kind = 'evicted';
end;

-- What the desk sent, sealed to the reader: replies, and texts for approval.
create table message (
    mailbox  integer not null references mailbox (key) on delete cascade,
    number   integer not null check (number > 0),
    sealed   blob    not null,
    primary key (mailbox, number)
) strict, without rowid;

-- What the reader sent after that, for her own eyes, under a key that only the receipt gives.
create table own_copy (
    mailbox  integer not null references mailbox (key) on delete cascade,
    number   integer not null check (number > 0),
    sealed   blob    not null,
    primary key (mailbox, number)
) strict, without rowid;

-- Public posts: printed text alone.
create table post (
    key          integer primary key,
    id           blob    not null unique check (length(id) = 16),
    slug         text    not null unique check (length(slug) between 1 and 80),
    title        text    not null check (length(title) between 1 and 200),
    printed      text    not null,
    answer       text    not null,  -- the words that it shows, for the search
    answer_html  text    not null,  -- rendered and cleaned
    excerpt      text    not null default '',  -- its beginning in plain words, where no letter is printed
    published    integer not null,
    updated      integer,           -- null until it is changed on a later day
    kind         text    not null default 'answer' check (kind in ('answer', 'entry', 'page')),
    shown        integer not null default 1 check (shown in (0, 1)),     -- 0: released for `published`
    unlisted     integer not null default 0 check (unlisted in (0, 1)),  -- reached by its address alone
    comments     integer not null default 1 check (comments in (0, 1)),
    warning      text    not null default '',                            -- folds the text
    position     integer,                                                -- of a page in the menu
    responses    integer not null default 0 check (responses >= 0),      -- its rows in `comment`
    tags         text    not null default '',  -- the names of its public tags, once more for the search
    terms        text    not null default '',  -- its most telling words, with spaces between
    -- Whether it stands in lists, tags and the search.
    listed       integer not null as (shown = 1 and unlisted = 0 and kind <> 'page') stored
) strict;
create index post_by_date on post (published, key) where listed = 1;
create index post_by_menu on post (position, key) where kind = 'page';
create index post_by_release on post (published) where shown = 0;
create index post_in_menu on post (position, key) where kind = 'page' and position is not null;

-- The full text of posts. External content: the text stands once, in `post`.
create virtual table post_search using fts5 (
    title, printed, answer, tags,
    content = 'post', content_rowid = 'key', detail = full, tokenize = 'porter unicode61 remove_diacritics 2'
);
-- What is taken back is taken out of the index at once, not at its next merge.
insert into post_search (post_search, rank) values ('secure-delete', 1);
create trigger post_indexed after insert on post when new.listed = 1 begin
    insert into post_search (rowid, title, printed, answer, tags)
    values (new.key, new.title, new.printed, new.answer, new.tags);
end;
create trigger post_unindexed after delete on post when old.listed = 1 begin
    insert into post_search (post_search, rowid, title, printed, answer, tags)
    values ('delete', old.key, old.title, old.printed, old.answer, old.tags);
end;
create trigger post_reindexed
after update of title, printed, answer, tags, shown, unlisted, kind on post begin
    insert into post_search (post_search, rowid, title, printed, answer, tags)
    select 'delete', old.key, old.title, old.printed, old.answer, old.tags where old.listed = 1;
    insert into post_search (rowid, title, printed, answer, tags)
    select new.key, new.title, new.printed, new.answer, new.tags where new.listed = 1;
end;

-- Titles and tags once more, without places: posts that have all words there are found first, and looking through the
-- whole texts for that would take a hundred times as long.
create virtual table post_head using fts5 (
    title, tags,
    content = 'post', content_rowid = 'key', detail = none, tokenize = 'porter unicode61 remove_diacritics 2'
);
insert into post_head (post_head, rank) values ('secure-delete', 1);
create trigger post_head_indexed after insert on post when new.listed = 1 begin
    insert into post_head (rowid, title, tags) values (new.key, new.title, new.tags);
end;
create trigger post_head_unindexed after delete on post when old.listed = 1 begin
    insert into post_head (post_head, rowid, title, tags) values ('delete', old.key, old.title, old.tags);
end;
create trigger post_head_reindexed after update of title, tags, shown, unlisted, kind on post begin
    insert into post_head (post_head, rowid, title, tags)
    select 'delete', old.key, old.title, old.tags where old.listed = 1;
    insert into post_head (rowid, title, tags) select new.key, new.title, new.tags where new.listed = 1;
end;

-- The mailboxes that a post answers, so that a withdrawal can hold it.
create table post_mailbox (
    post     integer not null references post (key) on delete cascade,
    mailbox  blob    not null check (length(mailbox) = 32),
    primary key (post, mailbox)
) strict, without rowid;
create index post_mailbox_by_mailbox on post_mailbox (mailbox);

-- The files in `pictures/` that a post shows; those that no post shows any more are removed.
create table post_picture (
    post  integer not null references post (key) on delete cascade,
    file  text    not null,
    primary key (post, file)
) strict, without rowid;
create index post_picture_by_file on post_picture (file);

-- How often each post was opened on a day: totals, and nothing of who opened it. Day 0 holds all that is older than
-- the days that are kept apart.
create table post_view (
    post   integer not null references post (key) on delete cascade,
    day    integer not null check (day between 0 and 1000000),
    views  integer not null check (views > 0),
    primary key (post, day)
) strict, without rowid;
create index post_view_by_day on post_view (day);

-- What the askers of a released post are told once it is shown: states that were sealed when it was released, so
-- that nobody need be signed in on the hour.
create table release_state (
    post     integer not null references post (key) on delete cascade,
    mailbox  blob    not null check (length(mailbox) = 32),
    state    blob    not null,
    primary key (post, mailbox)
) strict, without rowid;

-- Public tags, with how many listed posts each has.
create table tag (
    slug   text    not null primary key check (length(slug) between 1 and 80),
    name   text    not null,
    posts  integer not null default 0 check (posts >= 0)
) strict, without rowid;

create table post_tag (
    tag        text    not null references tag (slug),
    published  integer not null,  -- as in the post, for the pages of a tag
    post       integer not null references post (key) on delete cascade,
    primary key (tag, published, post)
) strict, without rowid;
create index post_tag_by_post on post_tag (post);
create trigger tag_gained after insert on post_tag begin
    update tag set posts = posts + 1 where slug = new.tag;
end;
create trigger tag_lost after delete on post_tag begin
    update tag set posts = posts - 1 where slug = old.tag;
    delete from tag where slug = old.tag and posts = 0;
end;

-- Addresses that a post had before; they lead to it for good.
create table old_slug (
    slug  text    not null primary key,
    post  integer not null references post (key) on delete cascade
) strict, without rowid;
create index old_slug_by_post on old_slug (post);

-- Comments that the desk has let through, as they are printed. `place` numbers them below their post; `parent` is the
-- place of the one that is answered, which may be gone.
create table comment (
    key      integer primary key,
    post     integer not null references post (key) on delete cascade,
    place    integer not null check (place > 0),
    parent   integer check (parent > 0),
    mailbox  blob    check (length(mailbox) = 32),  -- so that its writer takes it back at once
    by       text    not null check (by in ('reader', 'asker', 'columnist')),
    name     text    not null check (length(name) between 1 and 80),
    text     text    not null check (length(text) between 1 and 4000),
    day      integer not null,
    edited   integer not null check (edited in (0, 1)),
    unique (post, place)
) strict;
create index comment_by_mailbox on comment (mailbox) where mailbox is not null;
create trigger comment_counted after insert on comment begin
    update post set responses = responses + 1 where key = new.post;
end;
create trigger comment_uncounted after delete on comment begin
    update post set responses = responses - 1 where key = old.post;
end;

-- ==== vault.db 1 ====
-- SQLCipher. Readable only while somebody is signed in.

-- One row of counters.
create table vault (
    one             integer primary key check (one = 1),
    spoilt_dropped  integer not null check (spoilt_dropped >= 0), -- beyond what the pile holds
    -- A letter was destroyed; the file is to be rewritten, so that nothing of it is left.
    scrub_due       integer not null default 0 check (scrub_due in (0, 1))
) strict;
insert into vault (one, spoilt_dropped) values (1, 0);

create table question (
    id          integer primary key,  -- day << 40 | 40 random bits
    envelope    blob    not null unique check (length(envelope) = 16),  -- that it came in, or the form's
    original    text    not null check (length(original) between 1 and 10000),
    first_line  text    not null,
    consent     text    not null check (consent in ('print', 'proof', 'private')),
    status      text    not null check (status in ('new', 'kept', 'drafting', 'scheduled', 'published',
                                                   'answered', 'declined', 'spam')),
    -- Where and to whom replies are sealed; all null for a letter entered by hand without a receipt.
    mailbox     blob    unique check (length(mailbox) = 32),
    auth        blob    check (length(auth) = 32),
    reader      blob    check (length(reader) = 32),
    -- How often its consent was changed: envelopes come in in no order, and the last choice holds.
    consent_number integer not null default 0,
    -- What its asker chose while a post answered it: it holds once that is off the site.
    later_consent text check (later_consent in ('print', 'proof', 'private')),
    -- The first 64 bits of a hash of its letters and digits: copies are likely spam.
    alike       integer not null default 0,
    -- Why it is to be looked at first: 0 for no reason, 1 its asker wrote again, 2 somebody may be in danger,
    -- 3 its asker wants the post taken down.
    attention   integer not null default 0 check (attention between 0 and 3),
    check ((mailbox is null) = (auth is null) and (mailbox is null) = (reader is null)),
    -- What was asked in private is never published.
    check (not (consent = 'private' and status in ('scheduled', 'published')))
) strict;
create index question_by_status on question (status, id);
create index question_by_alike on question (alike);
create index question_by_attention on question (attention, id) where attention > 0;

-- How many questions have a status, so that the queue need not count them.
create table tally (
    status     text    not null primary key,
    questions  integer not null check (questions >= 0)
) strict, without rowid;
insert into tally (status, questions)
values ('new', 0), ('kept', 0), ('drafting', 0), ('scheduled', 0), ('published', 0), ('answered', 0),
       ('declined', 0), ('spam', 0);
create trigger question_tallied after insert on question begin
    update tally set questions = questions + 1 where status = new.status;
end;
create trigger question_retallied after update of status on question begin
    update tally set questions = questions - 1 where status = old.status;
    update tally set questions = questions + 1 where status = new.status;
end;
create trigger question_untallied after delete on question begin
    update tally set questions = questions - 1 where status = old.status;
end;

-- The full text of questions. External content: the text stands once, in `question`.
create virtual table question_search using fts5 (
    original,
    content = 'question', content_rowid = 'id', detail = full, tokenize = 'unicode61 remove_diacritics 2'
);
-- What is deleted is taken out of the index at once, not at its next merge.
insert into question_search (question_search, rank) values ('secure-delete', 1);
create trigger question_indexed after insert on question begin
    insert into question_search (rowid, original) values (new.id, new.original);
end;
create trigger question_unindexed after delete on question begin
    insert into question_search (question_search, rowid, original) values ('delete', old.id, old.original);
end;
create trigger question_reindexed after update of original on question begin
    insert into question_search (question_search, rowid, original) values ('delete', old.id, old.original);
    insert into question_search (rowid, original) values (new.id, new.original);
end;

-- Tags of questions, each with how many it has, so that the queue need not count them.
create table tag (
    id         integer primary key,
    key        text    not null unique,  -- address, with # before a private one
    name       text    not null,
    questions  integer not null default 0 check (questions >= 0)
) strict;

create table question_tag (
    tag       integer not null references tag (id),
    question  integer not null references question (id) on delete cascade,
    primary key (tag, question)
) strict, without rowid;
create index question_tag_by_question on question_tag (question);
create trigger tag_gained after insert on question_tag begin
    update tag set questions = questions + 1 where id = new.tag;
end;
create trigger tag_lost after delete on question_tag begin
    update tag set questions = questions - 1 where id = old.tag;
    delete from tag where id = old.tag and questions = 0;
end;

create table note (
    id        integer primary key,
    question  integer not null references question (id) on delete cascade,
    day       integer not null,
    by        text    not null,
    text      text    not null check (length(text) between 1 and 10000)
) strict;
create index note_by_question on note (question);

-- The conversation with the asker, both ways, in the order in which it came about.
create table thread (
    id        integer primary key,
    question  integer not null references question (id) on delete cascade,
    kind      text    not null check (kind in ('reply', 'proof', 'follow_up', 'approved', 'changes', 'take_down')),
    number    integer check (number > 0),  -- of what went out, from 1
    day       integer not null,
    by        text    not null,            -- empty for the asker
    text      text    not null check (length(text) <= 10000),
    envelope  blob    unique check (length(envelope) = 16),  -- of what came in
    until     integer,                     -- the last day on which a proof can be approved
    check ((until is null) = (kind <> 'proof')),
    check ((number is null) = (kind not in ('reply', 'proof'))),
    check ((envelope is null) = (kind in ('reply', 'proof'))),
    unique (question, number)
) strict;

-- The latest text that an asker was sent for approval. No row, or another text, means: not approved.
create table proof (
    question  integer not null primary key references question (id) on delete cascade,
    number    integer not null check (number > 0),
    text      text    not null,
    until     integer not null,  -- the last day on which it can be approved
    state     text    not null check (state in ('waiting', 'approved', 'changes'))
) strict;

-- A post as it is being written. The public one is a copy of one of its revisions.
create table post (
    id            integer primary key,  -- as a question's
    public_id     blob    not null unique check (length(public_id) = 16),
    revision      integer not null check (revision > 0),
    kind          text    not null default 'answer' check (kind in ('answer', 'entry', 'page')),
    title         text    not null,
    content       text    not null check (json_valid(content)),  -- the newest revision, whole
    edited        integer not null,  -- day
    due           integer,           -- moment for which it is released, while it waits for it
    deleted       integer,           -- day on which it was put into the bin
    position      integer,           -- of a page in the menu; null where it stands in none
    places        integer not null default 0 check (places >= 0),  -- of comments that it has given away
    -- Set from the first publication on; or from its release on, with `due` for `published`, and gone with that.
    slug          text,
    pub_revision  integer,
    published     integer,
    updated       integer,                -- when a later revision became public on a later day
    live          integer not null default 0 check (live in (0, 1)),
    check ((slug is null) = (pub_revision is null) and (slug is null) = (published is null)),
    check (live = 0 or slug is not null),
    check (due is null or (slug is not null and live = 0))
) strict;
-- All that the list of posts goes by: what stands behind `content` in a row is far to read.
create index post_by_standing on post (deleted, kind, live, due, published, edited, title);
create index post_by_due on post (due) where due is not null;

create table post_question (
    post      integer not null references post (id) on delete cascade,
    question  integer not null references question (id) on delete cascade,
    primary key (post, question)
) strict, without rowid;
create index post_question_by_question on post_question (question);

create table revision (
    post     integer not null references post (id) on delete cascade,
    number   integer not null check (number > 0),
    day      integer not null,
    moment   integer not null,  -- of the last save that was folded into it
    by       text    not null,
    content  text    not null check (json_valid(content)),
    primary key (post, number)
) strict, without rowid;

-- What may give an asker away and stays in a post all the same, by the columnist's choice.
create table kept_mark (
    post  integer not null references post (id) on delete cascade,
    kind  text    not null check (kind in ('mail', 'link', 'date', 'sum', 'phone', 'handle', 'street', 'age',
                                           'workplace', 'place', 'name', 'rare')),
    text  text    not null,
    primary key (post, kind, text)
) strict, without rowid;

-- Texts that return: a P.S., a sign-off, an opening. A post names rows of this; one that was changed from now on
-- alone is a new row, and the old one stays for the posts that name it.
create table block (
    id       integer primary key,
    name     text    not null check (length(name) between 1 and 80),
    place    text    not null check (place in ('opening', 'closing')),
    text     text    not null,
    position integer not null,  -- among those of its place
    retired  integer not null default 0 check (retired in (0, 1))
) strict;

-- Texts that are written by their name, as `;thanks`.
create table snippet (
    name  text not null primary key check (length(name) between 1 and 40),
    text  text not null
) strict, without rowid;

-- Responses of readers below posts, and the columnist's own.
create table comment (
    id             integer primary key,  -- as a question's
    envelope       blob    unique check (length(envelope) = 16),  -- that it came in
    post           integer not null references post (id) on delete cascade,
    place          integer check (place > 0),   -- below its post, from the day on which it is approved first
    parent         integer check (parent > 0),  -- the place of the one that it answers
    by             text    not null check (by in ('reader', 'asker', 'columnist')),
    question       integer references question (id) on delete set null,  -- an asker's letter
    name           text    not null check (length(name) <= 80),  -- empty until it has one
    text           text    not null check (length(text) between 1 and 4000),
    original_name  text,   -- both as they came, where the desk has changed one of them
    original       text,
    state          text    not null check (state in ('new', 'approved', 'declined', 'spam')),
    -- Its writer's way back; all null for the columnist's own.
    mailbox        blob    unique check (length(mailbox) = 32),
    auth           blob    check (length(auth) = 32),
    reader         blob    check (length(reader) = 32),
    alike          integer not null default 0,  -- as a question's
    unique (post, place),
    check ((original is null) = (original_name is null)),
    check (state <> 'approved' or place is not null),
    check ((by = 'columnist') = (mailbox is null)),
    check ((mailbox is null) = (envelope is null)),
    check ((mailbox is null) = (auth is null) and (mailbox is null) = (reader is null))
) strict;
create index comment_by_state on comment (state, id);
create index comment_by_post on comment (post, state, place);
create index comment_by_alike on comment (alike);
create index comment_by_question on comment (question) where question is not null;

-- How many comments have a state, so that the desk need not count them.
create table comment_tally (
    state     text    not null primary key,
    comments  integer not null check (comments >= 0)
) strict, without rowid;
insert into comment_tally (state, comments) values ('new', 0), ('approved', 0), ('declined', 0), ('spam', 0);
create trigger comment_tallied after insert on comment begin
    update comment_tally set comments = comments + 1 where state = new.state;
end;
create trigger comment_retallied after update of state on comment begin
    update comment_tally set comments = comments - 1 where state = old.state;
    update comment_tally set comments = comments + 1 where state = new.state;
end;
create trigger comment_untallied after delete on comment begin
    update comment_tally set comments = comments - 1 where state = old.state;
end;

-- Pictures, in the widths that pages show. They leave the vault with the first post that shows them.
create table picture (
    key  integer primary key,  -- the order in which they came
    id   blob    not null unique check (length(id) = 16),
    alt  text    not null check (length(alt) <= 500),
    day  integer not null
) strict;

create table picture_file (
    picture  blob    not null references picture (id) on delete cascade,
    width    integer not null check (width > 0),
    height   integer not null check (height > 0),
    file     text    not null,  -- its name in public: its content's hash and its kind
    bytes    blob    not null,
    primary key (picture, width)
) strict;
create index picture_file_by_file on picture_file (file);

-- Every address that a post has or had; none is given to another post.
create table post_slug (
    slug  text    not null primary key,
    post  integer not null references post (id) on delete cascade
) strict, without rowid;
create index post_slug_by_post on post_slug (post);

-- What was done at the desk, written in the transaction that did it; undo reads it.
create table history (
    id        integer primary key,
    day       integer not null,
    by        text    not null,
    question  integer references question (id) on delete cascade,
    post      integer references post (id) on delete cascade,
    step      text    not null check (json_valid(step))
) strict;
create index history_by_question on history (question, id);
create index history_by_post on history (post, id);

-- What was decided and waits to leave, written in the transaction that decided it.
create table outbox (
    id          integer primary key autoincrement,
    not_before  integer not null default 0,  -- moment
    outgoing    text    not null check (json_valid(outgoing))
) strict;

-- Letters that were destroyed, and withdrawals of letters that were not here: such an envelope is never moved in
-- again, and what still comes by such a mailbox, shown the same right to it, is let go.
create table tombstone (
    envelope  blob    not null primary key check (length(envelope) = 16),
    mailbox   blob    check (length(mailbox) = 32),
    auth      blob    check (length(auth) = 32),
    day       integer not null
) strict, without rowid;
create index tombstone_by_mailbox on tombstone (mailbox);

-- Envelopes that could not be opened, set aside with the reason.
create table spoilt (
    envelope  blob    not null primary key check (length(envelope) = 16),
    day       integer not null,
    reason    text    not null,
    sealed    blob    not null
) strict;
