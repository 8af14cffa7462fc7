(async () => {
  'use strict';
  const $ = id => document.getElementById(id);
  const KEPT = 'amif-page/1';
  const now = () => new Date().toISOString();

  // The program: WebAssembly, packed in this page. Nothing is loaded from elsewhere.
  const packed = Uint8Array.from(atob($('program').textContent.trim()), c => c.charCodeAt(0));
  const bytes = unpack(packed);
  const load = () => wasm_bindgen({ module_or_path: bytes });
  try {
    await load();
  } catch (error) {
    $('loading').textContent = `The check cannot run in this browser: ${error}`;
    return;
  }

  /** Asks the program; what it says is {ok} or {errors}. */
  const ask = (what, ...given) => {
    try {
      return JSON.parse(wasm_bindgen[what](...given));
    } catch (error) {
      load();
      return { errors: [{ at: '', message: `The check broke off (${error}). What you typed is kept; please report this.` }] };
    }
  };

  /** An element with attributes and children; texts are texts, never markup. */
  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
      else if (value === true) element.setAttribute(name, '');
      else if (value !== false && value != null) element.setAttribute(name, value);
    }
    element.append(...children.filter(child => child != null));
    return element;
  };
  const button = (text, onclick, attributes = {}) => make('button', { type: 'button', onclick, ...attributes }, text);
  const capital = text => text.charAt(0).toUpperCase() + text.slice(1);

  const words = ask('vocabulary').ok;
  $('version').textContent = `Made of ${words.made_by}.`;
  const label = value => {
    const known = [...words.roles, ...words.forms].find(choice => choice.value === value);
    if (value === 'true') return 'Yes';
    if (value === 'false') return 'No';
    return capital(known ? known.label : value.replaceAll('_', ' '));
  };
  const option = (value, text) => make('option', { value }, text);

  // ---- What is typed -------------------------------------------------------------------------------------------

  const empty = () => ({ schema: words.schema, made_by: words.made_by, call: null, assumed: {},
    proposal: { participants_complete: false, participants: [] } });
  let draft = empty();
  const participants = () => Array.isArray(draft.proposal.participants) ? draft.proposal.participants : (draft.proposal.participants = []);

  const PROJECT = [
    { name: 'title', label: 'Title', wide: true },
    { name: 'submitted_at', label: 'Submission, Brussels time', type: 'datetime-local' },
    { name: 'duration_months', label: 'Duration in months', inputmode: 'numeric' },
    { name: 'requested_grant', label: 'Requested grant, EUR', inputmode: 'decimal' },
    { name: 'total_eligible_costs', label: 'Total eligible costs, EUR', inputmode: 'decimal' },
  ];
  const PARTNER = [
    { name: 'name', label: 'Name' },
    { name: 'pic', label: 'PIC', inputmode: 'numeric' },
    { name: 'role', label: 'Role', choices: words.roles },
    { name: 'country', label: 'Country', list: 'countries' },
    { name: 'legal_form', label: 'Legal form', choices: words.forms },
    { name: 'affiliated_to', label: 'Linked to the beneficiary with the PIC', inputmode: 'numeric' },
  ];
  const SHOWN_ELSEWHERE = ['schema', 'topic', 'participants', 'participants_complete', ...PROJECT.map(field => field.name)];

  const keep = () => {
    try { localStorage.setItem(KEPT, JSON.stringify(draft)); } catch { /* The browser keeps nothing. */ }
  };
  const at = pointer => pointer.split('/').slice(1).reduce((value, step) => value?.[step], draft.proposal);
  const state = (pointer, value) => {
    const steps = pointer.split('/').slice(1);
    const last = steps.pop();
    const holder = steps.reduce((holder, step) => holder[step] ??= {}, draft.proposal);
    if (value === '' || value == null) delete holder[last];
    else holder[last] = value;
  };

  // ---- The form ------------------------------------------------------------------------------------------------

  let fields = new Map();
  const asText = value => value == null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);

  /** A labelled field for a fact. */
  const field = (pointer, { name, label, choices, list, type = 'text', inputmode, wide }, whose = '') => {
    const id = `f${pointer.replaceAll('/', '-')}`;
    const value = asText(at(pointer));
    let control;
    if (choices) {
      control = make('select', { id }, option('', 'not known'), ...choices.map(choice => option(choice.value, capital(choice.label))));
      if (value && !choices.some(choice => choice.value === value)) control.append(option(value, said(at(pointer)).replaceAll('; ', ' or ')));
    } else {
      if (type === 'datetime-local' && value && !/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(value)) type = 'text';
      control = make('input', { id, type, inputmode, list, spellcheck: 'false', autocomplete: 'off' });
    }
    control.value = value;
    if (name === 'name') control.placeholder = 'Name of the organisation';
    if (list) control.placeholder = 'Code or name';
    const error = make('p', { class: 'error', id: `${id}-error`, hidden: true });
    control.addEventListener(choices ? 'change' : 'input', event => {
      state(pointer, control.value);
      if (name === 'role') showLink(control.closest('.partner'), control.value);
      update(event.timeStamp);
    });
    fields.set(pointer, { control, error });
    return make('div', { class: `field of-${name}${wide ? ' wide' : ''}` },
      make('label', { for: id, class: 'label' }, label, whose ? make('span', { class: 'away' }, ` of ${whose}`) : null), control, error);
  };

  const showLink = (card, role) => {
    const link = card?.querySelector('.of-affiliated_to');
    if (link) link.hidden = role !== 'affiliated_entity' && !link.querySelector('input').value;
  };

  /** What is stated and has no field: each can be taken out. */
  const stated = (list, pointer, known) => {
    const holder = at(pointer) ?? {};
    list.replaceChildren(...Object.entries(holder).filter(([name]) => !known.includes(name)).map(([name, value]) => {
      const text = `${capital(name.replaceAll('_', ' '))}: ${said(value)}`;
      return make('li', {}, text, button('×', () => {
        remember();
        state(`${pointer}/${name}`, null);
        whole();
        say(`Taken out: ${text}`, true);
      }, { 'aria-label': `Take out ${text}` }));
    }));
  };
  const said = value => {
    if (Array.isArray(value)) return value.map(said).join('; ') || 'none';
    if (value && typeof value === 'object') {
      const text = Object.entries(value).map(([name, held]) => `${name.replaceAll('_', ' ')} ${held === true ? 'yes' : held === false ? 'no' : said(held)}`).join(', ');
      return text.length > 200 ? `${text.slice(0, 200)}…` : text;
    }
    return label(String(value));
  };

  const partner = (entry, index) => {
    const pointer = `/participants/${index}`;
    const title = `Partner ${index + 1}`;
    const id = `partner-${index}`;
    const card = make('li', { class: 'partner', role: 'group', 'aria-labelledby': id },
      make('div', { class: 'head' }, make('span', { id }, title),
        button('Remove', () => remove(index), { class: 'plain', 'aria-label': `Remove ${title}` })),
      make('div', { class: 'grid' }, ...PARTNER.map(kind => field(`${pointer}/${kind.name}`, kind, title))),
      make('div', { class: 'failings' }));
    const chips = make('ul', { class: 'chips', 'aria-label': `Also stated of ${title}` });
    card.append(chips);
    stated(chips, pointer, PARTNER.map(kind => kind.name));
    showLink(card, entry?.role);
    const name = fields.get(`${pointer}/name`).control;
    name.addEventListener('paste', event => {
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (/[\t\n]/.test(text.trim())) {
        event.preventDefault();
        paste(text);
      }
    });
    return card;
  };

  /** Draws the form anew from the draft. */
  const form = () => {
    fields = new Map();
    const topic = $('topic');
    topic.replaceChildren(option('', 'Choose a call'));
    if (draft.call) topic.append(option('file', `Call file: ${draft.call.topic}`));
    topic.append(...words.topics.map(choice => option(choice.value, choice.label ? `${choice.value} · ${choice.label}` : choice.value)));
    const chosen = draft.proposal.topic ?? '';
    if (!draft.call && chosen && !words.topics.some(choice => choice.value === chosen)) topic.append(option(chosen, chosen));
    topic.value = draft.call ? 'file' : chosen;
    $('project').replaceChildren(...PROJECT.map(kind => field(`/${kind.name}`, kind)));
    $('partners').replaceChildren(...participants().map(partner));
    $('complete').checked = draft.proposal.participants_complete !== false;
    stated($('also'), '', SHOWN_ELSEWHERE);
    $('assumed').replaceChildren(...Object.entries(draft.assumed).map(([id, reading]) => {
      const text = `Supposed: ${id.replaceAll('-', ' ')}: ${reading}`;
      return make('li', {}, text, button('×', () => {
        delete draft.assumed[id];
        whole();
      }, { 'aria-label': `Suppose no longer: ${text}` }));
    }));
  };

  const whole = () => {
    form();
    update();
  };

  const add = entry => {
    if (participants().length >= words.partners) {
      say(`This page takes ${words.partners} partners at most.`, false, true);
      return;
    }
    participants().push(entry);
    whole();
    fields.get(`/participants/${participants().length - 1}/name`).control.focus();
  };
  const remove = index => {
    remember();
    const [gone] = participants().splice(index, 1);
    whole();
    say(`Removed: ${gone?.name || `partner ${index + 1}`}`, true);
    const next = $('partners').children[Math.min(index, participants().length - 1)];
    (next?.querySelector('button') ?? $('add')).focus();
  };

  // ---- Notices and going back ----------------------------------------------------------------------------------

  let before = null;
  const remember = () => { before = JSON.stringify(draft); };
  const say = (message, undo = false, bad = false, errors = []) => {
    const told = errors.map(error => make('li', {}, error.at ? `${error.at}: ${error.message}` : error.message));
    $('notice-text').replaceChildren(make('p', {}, message), ...(told.length ? [make('ul', { class: 'errors' }, ...told)] : []));
    $('notice').classList.toggle('bad', bad);
    $('undo').hidden = !undo;
    $('notice').hidden = false;
  };
  $('dismiss').addEventListener('click', () => { $('notice').hidden = true; $('headline').focus(); });
  $('undo').addEventListener('click', () => {
    draft = JSON.parse(before);
    $('notice').hidden = true;
    whole();
    $('headline').focus();
  });

  // ---- The answer ----------------------------------------------------------------------------------------------

  const MARKS = { eligible: ['✓', 'good'], ineligible: ['✗', 'bad'], conditional: ['◐', 'open'], undetermined: ['?', 'open'] };
  let speaking, searching;

  /** Checks what is typed and shows what comes of it. */
  const update = (since = performance.now()) => {
    keep();
    clearTimeout(searching);
    const answer = ask('check', JSON.stringify(draft), now());
    const checked = answer.ok;
    $('answers').hidden = !checked;
    $('next').hidden = !checked;
    $('steps').hidden = Boolean(checked);
    marks(checked?.unread ?? answer.errors ?? [], checked?.failing ?? []);
    if (checked) {
      verdict(checked);
      call(checked);
      picture(checked.picture);
      reasons(checked.page);
      next(checked);
    } else {
      const [first] = answer.errors;
      asking = '';
      $('verdict').className = 'verdict';
      $('mark').textContent = '?';
      $('headline').textContent = first.at === '/topic' ? first.message.replace(/\.$/, '') : 'This cannot be checked';
      $('about').textContent = first.at === '/topic' ? 'Then add the partners; the verdict changes while you type.' : answer.errors.map(error => `${error.at} ${error.message}`.trim()).join(' ');
      $('call').textContent = '';
    }
    $('verdict').dataset.milliseconds = (performance.now() - since).toFixed(1);
    clearTimeout(speaking);
    speaking = setTimeout(() => {
      const text = checked ? `${checked.page.verdict}. ${$('next-title').textContent}` : $('headline').textContent;
      if ($('spoken').textContent !== text) $('spoken').textContent = text;
    }, 900);
  };

  const verdict = ({ verdict, page }) => {
    const [mark, tone] = MARKS[verdict] ?? MARKS.undetermined;
    $('verdict').className = `verdict ${tone}`;
    $('verdict').dataset.verdict = verdict;
    $('mark').textContent = mark;
    const [first, ...rest] = page.verdict.split('; ');
    $('headline').textContent = [capital(first.toLowerCase()), ...rest].join('; ');
    // The first reason, or how far to trust it.
    const why = page.blocks.find(block => block.heading === 'Why')?.points ?? [];
    const more = why.length > 1 ? ` And ${why.length - 1} more ${why.length > 2 ? 'reasons' : 'reason'}.` : '';
    $('about').textContent = why.length ? `${why[0].sentence}${more}` : page.trust[0] ?? '';
    document.title = `${capital(verdict)} · AMIF eligibility check`;
  };

  const AS_OF = {
    submission: 'Looked at as of the submission.',
    last_day: 'Looked at as on its last day, until a submission is stated.',
    today: 'Looked at as of today.',
  };
  const STANDS = { closed: 'closed by now', open: 'open now', forthcoming: 'not open yet' };
  const call = ({ call, as_of }) => {
    const stands = STANDS[call.status] ? `; ${STANDS[call.status]}` : '';
    $('call').textContent = `${call.title ? `${call.title}. ` : ''}Deadline ${call.deadline ?? 'not stated'}${stands}. ${AS_OF[as_of] ?? ''}`;
  };

  /** The picture of the crate, a card for each member, so that it fits any width. */
  const picture = text => {
    const whole = new DOMParser().parseFromString(text || '<svg></svg>', 'text/html');
    const cards = [...whole.querySelectorAll('svg > g')].map(group => {
      const rect = group.querySelector('rect');
      const title = group.querySelector('title').textContent;
      const space = 'http://www.w3.org/2000/svg';
      const card = document.createElementNS(space, 'svg');
      card.setAttribute('viewBox', `${rect.getAttribute('x') - 2} ${rect.getAttribute('y') - 2} 208 68`);
      card.setAttribute('role', 'img');
      card.setAttribute('aria-label', title);
      card.append(document.importNode(group, true));
      return make('li', {}, card);
    });
    const more = whole.querySelector('svg + p');
    if (more) cards.push(make('li', {}, more.textContent));
    $('picture').replaceChildren(...cards);
    $('picture-card').hidden = cards.length === 0;
  };

  const opened = new Set();
  const reasons = page => {
    const point = ({ sentence, sources, below }) => make('li', {}, sentence,
      ...sources.map(number => make('sup', {}, make('a', { href: `#source-${number}`, 'aria-label': `Source ${number}`, onclick: source }, `[${number}]`))),
      ...below.map(text => make('div', {}, text)));
    const list = block => block.marks === 'run' ? block.points.map(point => make('p', {}, point.sentence))
      : [make(block.marks === 'numbers' ? 'ol' : 'ul', {}, ...block.points.map(point))];
    const fold = (heading, children) => {
      const details = make('details', { open: opened.has(heading) }, make('summary', {}, heading), ...children);
      details.addEventListener('toggle', () => details.open ? opened.add(heading) : opened.delete(heading));
      return details;
    };
    // The answer under the usual terms is one that people look for.
    const folded = block => block.tone === 'faint' && !block.heading.startsWith('Under the usual terms');
    const shown = page.blocks.filter(block => !folded(block));
    const faint = page.blocks.filter(folded);
    const sources = page.sources.map((text, at) => make('li', { id: `source-${at + 1}` }, text));
    $('reasons').replaceChildren(
      ...shown.flatMap(block => [make('h3', {}, block.heading), ...list(block)]),
      ...faint.map(block => fold(block.heading, list(block))),
      ...(sources.length ? [fold('Sources', [make('ol', {}, ...sources)])] : []),
      make('p', { class: 'trust' }, page.trust.join(' ')));
  };
  const source = () => {
    opened.add('Sources');
    [...document.querySelectorAll('#reasons details')].at(-1).open = true;
  };

  /** What could not be read and what fails, at the fields. */
  const marks = (unread, failing) => {
    for (const [pointer, { control, error }] of fields) {
      const here = unread.filter(trouble => trouble.at === pointer || trouble.at.startsWith(`${pointer}/`));
      error.hidden = here.length === 0;
      error.textContent = here.map(trouble => capital(trouble.message)).join(' ');
      if (here.length) {
        control.setAttribute('aria-invalid', 'true');
        control.setAttribute('aria-describedby', error.id);
      } else {
        control.removeAttribute('aria-invalid');
        control.removeAttribute('aria-describedby');
      }
    }
    [...$('partners').children].forEach((card, index) => {
      const pointer = `/participants/${index}`;
      const elsewhere = unread.filter(trouble => (trouble.at === pointer || trouble.at.startsWith(`${pointer}/`)) && !ofField(trouble.at))
        .map(trouble => `${trouble.at.slice(pointer.length + 1)}: ${trouble.message}`);
      const fails = failing.filter(trouble => trouble.at === pointer).map(trouble => trouble.message);
      card.querySelector('.failings').replaceChildren(...[...elsewhere, ...fails].map(text => make('p', { class: 'failing' }, text)));
    });
    const rest = unread.filter(trouble => trouble.at && trouble.at !== '/topic' && !trouble.at.startsWith('/participants/') && !ofField(trouble.at));
    let list = $('not-read');
    if (!list) {
      list = make('ul', { id: 'not-read', class: 'errors' });
      $('also').after(list);
    }
    list.replaceChildren(...rest.map(trouble => make('li', {}, `Not read, so unknown: ${trouble.at}: ${trouble.message}`)));
  };
  const ofField = pointer => [...fields.keys()].some(known => pointer === known || pointer.startsWith(`${known}/`));

  // ---- What next: a question, or a remedy ----------------------------------------------------------------------

  let asking = '';
  // Questions that nobody can answer now; once all are passed, the first is asked again.
  const passed = new Set();
  const next = checked => {
    const question = checked.questions.find(question => !passed.has(question.question)) ?? checked.questions[0];
    if (question && passed.has(question.question)) passed.clear();
    // The card is drawn anew only when it asks something else, so that nobody is interrupted.
    const key = JSON.stringify([checked.verdict, question, checked.verdict === 'ineligible' ? draft : 0, checked.unread.filter(trouble => trouble.at === question?.fact)]);
    if (key === asking) return;
    const searched = asking.startsWith('["ineligible"');
    asking = key;
    const focused = $('next').contains(document.activeElement);
    if (checked.verdict === 'ineligible') {
      $('next-title').textContent = 'What would help';
      // While one types on, what helped before stays until there is something better.
      if (!searched) $('next-body').replaceChildren(make('p', { class: 'hint' }, 'Looking for the smallest change…'));
      searching = setTimeout(remedy, 150);
      if (searched) return;
    } else if (question) {
      $('next-title').textContent = question.question;
      $('next-body').replaceChildren(...controls(question, checked));
      if (checked.questions.length > 1 && question.kind !== 'coordinator') {
        const row = $('next-body').querySelector('.row') ?? $('next-body');
        row.append(button('Not known yet', () => { passed.add(question.question); update(); }, { class: 'plain' }));
      }
    } else {
      const [title, text] = SETTLED[checked.verdict] ?? SETTLED.undetermined;
      $('next-title').textContent = title;
      $('next-body').replaceChildren(make('p', {}, text));
    }
    if (focused) ($('next-body').querySelector('button, input, select') ?? $('headline')).focus();
  };
  const SETTLED = {
    eligible: ['No formal obstacle was found', 'The conditions on record are met. What is to be corrected, clarified or is not stated stands under the reasons.'],
    conditional: ['It hangs on what happens later', 'The reasons name the events that have to happen in time.'],
    undetermined: ['Nothing that you can state decides it', 'The call’s sources do not state what it would take; the reasons say what that is.'],
  };

  const remedy = () => {
    const answer = ask('remedy', JSON.stringify(draft), now());
    const told = answer.ok;
    if (!told) return;
    const focused = $('next').contains(document.activeElement);
    $('next-body').replaceChildren(...[
      told.sentences.length ? make('ul', { id: 'remedy' }, ...told.sentences.map(text => make('li', {}, text))) : null,
      make('p', { class: told.sentences.length ? 'hint' : '' }, told.then, told.sentences.length && !told.smallest ? ' There may be a smaller change.' : ''),
      told.sentences.length ? make('div', { class: 'row' }, button('Apply this', () => {
        remember();
        const answer = ask('apply', JSON.stringify(draft), now());
        if (!take(answer)) return;
        say(`Applied: ${told.sentences.join(' ')}${told.adds ? ' Fill in the name and the code of whoever is added; country and legal form stand for those that will do.' : ''}`, true);
        $('headline').focus();
      }, { class: 'main', id: 'apply' })) : null,
    ].filter(Boolean));
    if (focused) ($('next-body').querySelector('button') ?? $('headline')).focus();
    clearTimeout(speaking);
    speaking = setTimeout(() => { $('spoken').textContent = `${$('headline').textContent}. ${told.sentences.join(' ')} ${told.then}`; }, 700);
  };

  /** Takes over a draft that the program made. */
  const take = (answer, message = 'That did not work. Nothing was changed.') => {
    if (!answer.ok) {
      say(message, false, true, answer.errors);
      return false;
    }
    draft = answer.ok;
    whole();
    return true;
  };

  const settle = (fact, text) => {
    // A fact with a field is stated as it is typed there: what is wrong is said at the field.
    if (fields.has(fact)) {
      state(fact, text);
      whole();
    } else {
      take(ask('answer', JSON.stringify(draft), fact, text), 'That could not be read. Nothing was changed.');
    }
  };

  /** The answers to a question, as buttons or as a field. */
  const controls = (question, checked) => {
    if (question.kind === 'coordinator') {
      return [make('div', { class: 'row' }, button('Add the coordinator', () => add({ name: '', role: 'coordinator' }), { class: 'main' }))];
    }
    const everybody = () => button('That is everybody', () => { state('/participants_complete', true); whole(); });
    if (question.kind === 'beneficiary') {
      return [make('div', { class: 'row' }, button('Add a beneficiary', () => add({ name: '', role: 'beneficiary' }), { class: 'main' }), everybody())];
    }
    if (question.kind === 'participant') {
      return [make('div', { class: 'row' }, button('Add a partner', () => add({ name: '' }), { class: 'main' }), everybody())];
    }
    if (question.kind === 'open') {
      const suppose = (reading, what) => make('p', {}, button(`Suppose ${reading}`, () => { draft.assumed[question.id] = reading; whole(); }), ` ${what}`);
      return [make('p', { class: 'hint' }, 'The call’s sources leave this open; the granting authority can answer it.'), suppose('yes', question.yes), suppose('no', question.no)];
    }
    const hint = make('p', { class: 'hint' }, `Who knows: the ${question.who}. Where it stands: ${question.document}.`);
    if (question.kind === 'status') {
      const held = yes => settle(question.fact, JSON.stringify({ ...(at(question.fact) ?? {}), [question.status]: yes }));
      return [make('div', { class: 'row', role: 'group', 'aria-labelledby': 'next-title' }, button('Yes', () => held(true)), button('No', () => held(false))), hint];
    }
    if (question.kind !== 'fact') return [];
    const { fact, answers, form } = question;
    if (answers.length && answers.length <= 8) {
      return [make('div', { class: 'row', role: 'group', 'aria-labelledby': 'next-title' }, ...answers.map(answer => button(label(answer), () => settle(fact, answer)))), hint];
    }
    const day = form.startsWith('a day');
    const control = answers.length
      ? make('select', { id: 'reply', 'aria-labelledby': 'next-title' }, ...answers.map(answer => option(answer, label(answer))))
      : make('input', { id: 'reply', 'aria-labelledby': 'next-title', 'aria-describedby': 'reply-hint', autocomplete: 'off', spellcheck: 'false',
        type: fact === '/submitted_at' ? 'datetime-local' : day ? 'date' : 'text', list: fact.endsWith('/country') ? 'countries' : null });
    const reply = () => { if (control.value.trim()) settle(fact, control.value); };
    control.addEventListener('keydown', event => { if (event.key === 'Enter') { event.preventDefault(); reply(); } });
    const wrong = checked.unread.filter(trouble => trouble.at === fact).map(trouble => make('p', { class: 'error' }, capital(trouble.message)));
    const typed = at(fact);
    if (wrong.length && typed != null) control.value = asText(typed);
    const like = control.type === 'text' ? `${capital(form)}${form.startsWith('a list of') ? ', or set off by semicolons' : ''}. ` : '';
    hint.id = 'reply-hint';
    hint.prepend(like);
    return [make('div', { class: 'row' }, make('div', { class: 'field' }, control), button('Answer', reply, { class: 'main' })), ...wrong, hint];
  };

  // ---- Sheets and files ----------------------------------------------------------------------------------------

  const LONGEST = 1000000;
  /** Adds the partners of pasted cells, or says what is wrong with them, at the cells. */
  const paste = (text, told = false) => {
    const answer = text.length > LONGEST
      ? { errors: [{ at: '', message: `Found ${text.length.toLocaleString('en')} characters; this page takes ${LONGEST.toLocaleString('en')} and ${words.partners} partners at most.` }] }
      : ask('cells', text);
    return join(answer, told);
  };
  const join = (answer, told = false) => {
    const room = words.partners - participants().length;
    if (answer.ok && answer.ok.participants.length > room) {
      answer = { errors: [{ at: '', message: `Found ${answer.ok.participants.length} partners; there is room for ${room}.` }] };
    }
    if (!answer.ok) {
      if (!told) say('The cells could not be read. Nothing was changed.', false, true, answer.errors);
      return answer.errors;
    }
    remember();
    // Rows of the page in which nothing stands make room.
    const filled = participants().filter(entry => Object.values(entry ?? {}).some(value => value !== ''));
    draft.proposal.participants = [...filled, ...answer.ok.participants];
    whole();
    const count = answer.ok.participants.length;
    const ignored = answer.ok.ignored.length ? ` Columns not read: ${answer.ok.ignored.join(', ')}.` : '';
    say(`${count} ${count === 1 ? 'partner' : 'partners'} added.${ignored}`, true);
    return [];
  };

  const open = (bytes, name) => {
    const answer = ask('open', bytes, name);
    if (!answer.ok) {
      say(`${name} was not opened.`, false, true, answer.errors);
      return;
    }
    const { draft: found, call, partners } = answer.ok;
    if (partners) {
      join({ ok: partners });
      return;
    }
    remember();
    if (call) {
      draft.call = call;
      draft.assumed = {};
      state('/topic', call.topic);
    } else {
      // A call file stays where the draft is for its topic.
      if (!found.call && draft.call && found.proposal.topic === draft.call.topic) found.call = draft.call;
      draft = found;
    }
    whole();
    say(`Opened: ${name}`, true);
    $('headline').focus();
  };

  const download = (text, name, type) => {
    const link = make('a', { href: URL.createObjectURL(new Blob([text], { type })), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };
  const called = () => (draft.proposal.title || draft.proposal.topic || 'draft').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '').slice(0, 60) || 'draft';

  $('open').addEventListener('click', () => $('file').click());
  $('file').addEventListener('change', async () => {
    const [file] = $('file').files;
    if (!file) return;
    if (file.size > 2 << 20) say(`${file.name} was not opened.`, false, true, [{ at: '', message: 'It is larger than 2 MiB.' }]);
    else open(new Uint8Array(await file.arrayBuffer()), file.name);
    $('file').value = '';
  });
  $('save').addEventListener('click', () => {
    const answer = ask('save', JSON.stringify(draft));
    if (answer.ok) download(answer.ok, `${called()}.json`, 'application/json');
    else say('That could not be saved.', false, true, answer.errors);
  });
  $('report').addEventListener('click', () => {
    const answer = ask('report', JSON.stringify(draft), now());
    if (answer.ok) download(answer.ok, `${called()}-report.html`, 'text/html');
    else say('There is no report yet.', false, true, answer.errors);
  });
  $('print').addEventListener('click', () => window.print());
  // On paper nothing is folded.
  let folded = [];
  addEventListener('beforeprint', () => {
    folded = [...document.querySelectorAll('details:not([open])')];
    folded.forEach(details => { details.open = true; });
  });
  addEventListener('afterprint', () => folded.forEach(details => { details.open = false; }));
  $('forget').addEventListener('click', () => {
    if (!confirm('Delete everything that is typed here and kept in this browser?')) return;
    draft = empty();
    before = null;
    whole();
    try { Object.keys(localStorage).filter(key => key.startsWith('amif-page')).forEach(key => localStorage.removeItem(key)); } catch { /* Nothing was kept. */ }
    say('Forgotten. Nothing is kept.');
    $('topic').focus();
  });
  $('form').addEventListener('submit', event => event.preventDefault());
  $('add').addEventListener('click', () => add({ name: '' }));
  $('paste').addEventListener('click', () => {
    const show = $('sheet').hidden;
    $('sheet').hidden = !show;
    $('paste').setAttribute('aria-expanded', String(show));
    if (show) $('cells').focus();
  });
  // A paste is read as it comes: a field with a hundred thousand rows in it would hang.
  $('cells').addEventListener('paste', event => {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (text.length > LONGEST) {
      event.preventDefault();
      read(text);
    }
  });
  const read = text => {
    const errors = paste(text, true);
    $('cells-errors').replaceChildren(...errors.map(error => make('li', {}, error.at ? `${error.at}: ${error.message}` : error.message)));
    if (errors.length === 0) $('cells').value = '';
  };
  $('read').addEventListener('click', () => read($('cells').value));
  $('complete').addEventListener('change', event => {
    state('/participants_complete', $('complete').checked);
    update(event.timeStamp);
  });
  $('topic').addEventListener('change', event => {
    const value = $('topic').value;
    if (value === 'file') return;
    draft.call = null;
    draft.assumed = {};
    state('/topic', value);
    form();
    update(event.timeStamp);
    $('topic').focus();
  });

  // ---- Begin ---------------------------------------------------------------------------------------------------

  $('countries').append(...words.countries.map(choice => make('option', { value: choice.value }, choice.label)));
  let kept = null;
  try { kept = localStorage.getItem(KEPT); } catch { /* The browser keeps nothing. */ }
  let unreadable = null;
  if (kept) {
    const answer = ask('open', new TextEncoder().encode(kept), 'What this browser kept');
    if (answer.ok?.draft) {
      draft = answer.ok.draft;
    } else {
      unreadable = answer.errors;
      try { localStorage.setItem(`amif-page kept ${now()}`, kept); } catch { /* Then it stays until something is typed. */ }
    }
  }
  $('loading').hidden = true;
  $('main').hidden = false;
  whole();
  if (unreadable) {
    say('What this browser kept could not be read.', false, true, unreadable);
    $('notice-text').append(button('Save it as a file', () => download(kept, 'amif-kept.json', 'application/json')));
  }
  document.documentElement.dataset.ready = 'yes';
})();
