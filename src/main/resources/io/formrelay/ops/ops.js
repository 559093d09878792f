// The operators' page: asks /operations every few seconds and acts there. Nothing that it is told is
// ever read as HTML, and rows are changed in place, so that whoever works on one is not disturbed.
import {language, number, span, t, time} from './texts.js';
import {el, hours, picture, sums} from './picture.js';

const EVERY = 4000, BUSY = 1000, HISTORY = 30000, PATIENCE = 15000, FEW = 10;
const $ = id => document.getElementById(id);

class Locked extends Error {}
class Away extends Error {}

// ---- the key ----
const kept = {
  get key() { return sessionStorage.getItem('formrelay-key') ?? ''; },
  set key(key) { key ? sessionStorage.setItem('formrelay-key', key) : sessionStorage.removeItem('formrelay-key'); },
  get operator() { return sessionStorage.getItem('formrelay-operator') ?? ''; },
  set operator(name) { sessionStorage.setItem('formrelay-operator', name); },
};
let asked = null, declined = false;

function takeKeyOfAddress() {
  const key = new URLSearchParams(location.hash.slice(1)).get('key');
  if (key) {
    kept.key = key;
    declined = false;
    history.replaceState(null, '', location.pathname + location.search);
  }
}

/** Asks a person for the key, once at a time; tells whether there is one now. */
function askKey(why) {
  asked ??= ask({title: t('keyTitle'), text: why, ok: t('take'), fields: [
    {id: 'ask-key', label: t('keyLabel'), type: 'password', required: true},
    {id: 'ask-operator', label: t('name'), value: kept.operator, maxlength: 60},
  ]}).then(given => {
    asked = null;
    declined = !given;
    if (given) {
      kept.key = given['ask-key'].trim();
      kept.operator = given['ask-operator'].trim();
      $('said').hidden = true;
      setTimeout(refresh);
    }
    return Boolean(given);
  });
  return asked;
}

/** Headers are ASCII: Ayşe Işık becomes Ayse Isik. */
const ascii = name => name.replaceAll('ı', 'i').normalize('NFD').replace(/\p{M}/gu, '').replace(/[^ -~]/g, '?');

/** Calls the relay. What a person does waits for the key; what the page does by itself does not. */
async function call(method, path, body, byHand = method !== 'GET') {
  for (;;) {
    const key = kept.key;
    if (method !== 'GET' && !key && !await askKey(t('keyNeeded'))) throw new Locked();
    if (key !== kept.key) continue;
    let answer;
    try {
      answer = await fetch('/operations' + path, {
        method, cache: 'no-store', signal: AbortSignal.timeout(PATIENCE), body: body && JSON.stringify(body),
        headers: {
          ...(key && {Authorization: 'Bearer ' + key}), ...(kept.operator && {'X-Operator': ascii(kept.operator)}),
          ...(body && {'Content-Type': 'application/json'}),
        },
      });
    } catch {
      throw new Away();
    }
    if (answer.status !== 401) return read(answer);
    if (key !== kept.key) continue;
    kept.key = '';
    const why = t(key ? 'keyWrong' : 'keyNeeded');
    if (!byHand) {
      if (!declined) askKey(why);
      if (key) continue;
      throw new Locked();
    }
    if (!await askKey(why)) throw new Locked();
  }
}

async function read(answer) {
  const text = await answer.text().catch(() => { throw new Away(); });
  let json = null;
  try { json = JSON.parse(text); } catch { /* a guard answers in plain text */ }
  if (answer.ok) return json;
  const error = new Error(json?.detail ?? json?.title ?? (text.trim() || String(answer.status)));
  error.status = answer.status;
  throw error;
}

// ---- what is said, and what is asked ----
function say(text, wrong) {
  $('said').textContent = text;
  $('said').hidden = !text;
  $('said').classList.toggle('wrong', Boolean(wrong));
}

/** Does what a person asked for, says how it ended, and looks anew. */
async function act(deed, done) {
  try {
    const result = await deed();
    say(typeof done === 'function' ? done(result) : done);
  } catch (error) {
    if (!(error instanceof Locked)) say(error instanceof Away ? t('away', time(Date.now(), true)) : error.message, true);
  }
  await refresh(true);
}

/** A question with its answers by their ids; null where it was closed. */
function ask({title, text, ok, fields = [], content = []}) {
  return new Promise(resolve => {
    const before = document.activeElement;
    const inputs = fields.map(field => el('input', {id: field.id, type: field.type ?? 'text', required: field.required,
      maxlength: field.maxlength, autocomplete: 'off', value: field.value}));
    const close = el('button', {type: 'button', class: 'second', click: () => dialog.close()}, t(ok ? 'cancel' : 'close'));
    const form = el('form', {submit: event => {
      event.preventDefault();
      dialog.answer = Object.fromEntries(inputs.map(input => [input.id, input.value]));
      dialog.close();
    }}, el('h2', {id: 'ask-title', tabindex: '-1'}, title), text ? el('p', {}, text) : null, ...content,
    ...fields.flatMap((field, i) => [el('label', {for: field.id}, field.label), inputs[i]]),
    el('p', {class: 'actions'}, ok ? el('button', {type: 'submit'}, ok) : null, close));
    const dialog = el('dialog', {'aria-labelledby': 'ask-title', close: () => {
      dialog.remove();
      if (before?.isConnected) before.focus();
      resolve(dialog.answer ?? null);
    }}, form);
    document.body.append(dialog);
    dialog.showModal();
    (inputs[0] ?? form.querySelector('h2')).focus();
  });
}

/** Makes the children those of the items, each changed in place where it is there already. */
function keyed(parent, items, keyOf, make) {
  const had = parent.had ?? new Map();
  parent.had = new Map();
  for (const item of items) {
    const key = keyOf(item);
    const child = had.get(key) ?? make(item);
    child.show?.(item);
    parent.had.set(key, child);
    had.delete(key);
  }
  for (const gone of had.values()) {
    if (gone.node.contains(document.activeElement)) parent.closest('section').querySelector('h2').focus();
    gone.node.remove();
  }
  [...parent.had.values()].forEach((child, i) => {
    if (parent.children[i] !== child.node) parent.insertBefore(child.node, parent.children[i] ?? null);
  });
}

const cell = (label, ...content) => el('td', {class: label, 'data-label': t(label)}, ...content);
const moment = at => at ? el('time', {datetime: at}, time(at)) : '–';
const set = (element, text) => { if (element.textContent !== String(text)) element.textContent = text; };
const known = count => count < 0 ? '?' : number(count);

// ---- the partners ----
let day = null;

function card({name}) {
  const part = {};
  const fact = (id, label, when) => el('div', {class: id}, el('dt', {}, t(label), when ? el('small', {}, ' ' + t(when)) : null),
    part[id] = el('dd', {}, '–'));
  const heading = el('h3', {}, name, ' ', part.badge = el('span', {class: 'badge'}));
  const life = el('dl', {class: 'life'}, fact('accepted', 'accepted', 'day'), fact('delivered', 'delivered', 'day'),
    fact('waiting', 'waiting', 'now'), fact('retrying', 'retrying', 'now'), fact('dead', 'deadNow', 'now'), fact('oldest', 'oldest'));
  const legend = el('p', {class: 'legend'}, ...['accepted', 'delivered', 'retried', 'dead'].map(each =>
    el('span', {}, el('i', {class: each}), t(each))));
  const axis = el('div', {class: 'axis', 'aria-hidden': 'true'}, ...[24, 18, 12, 6].map(ago => el('span', {}, t('ago', ago))), el('span', {}, t('now')));
  const numbers = el('details', {}, el('summary', {}, t('numbers')), part.numbers = el('div', {class: 'scroll', tabindex: '0', role: 'group', 'aria-label': t('numbers')}));
  part.why = el('p', {class: 'why', hidden: true});
  part.error = el('p', {class: 'quiet error', hidden: true});
  part.button = el('button', {type: 'button', class: 'second', click: () => {
    const resume = part.button.dataset.paused === 'true';
    act(() => call('POST', `/targets/${encodeURIComponent(name)}/${resume ? 'resume' : 'pause'}`),
      t(resume ? 'isResumed' : 'isPaused', name));
  }});
  const node = el('article', {class: 'card', id: 'target-' + name}, el('div', {class: 'head'}, heading, part.button),
    part.why, life, part.picture = el('div', {class: 'frame'}), axis, legend, numbers, part.error);
  return {node, show: target => showTarget(part, target)};
}

function showTarget(part, target) {
  const state = !target.enabled ? 'off' : target.paused ? 'paused' : 'running';
  set(part.badge, t(state));
  part.badge.className = 'badge ' + state;
  part.button.dataset.paused = target.paused;
  part.button.hidden = !target.enabled && !target.paused;
  set(part.button, t(target.paused ? 'resume' : 'pause', target.name));
  part.why.hidden = !target.paused;
  set(part.why, target.paused ? t('pausedBy', t(target.pauseReason ?? ''), time(target.pausedSince)) : '');
  part.error.hidden = !target.lastError;
  set(part.error, target.lastError ? t('lastError', target.lastError) : '');
  set(part.waiting, target.pending < 0 ? '?' : number(target.pending + target.sending));
  set(part.retrying, known(target.retrying));
  set(part.dead, known(target.deadLetters));
  set(part.oldest, target.oldestPendingSeconds > 0 ? span(target.oldestPendingSeconds) : '–');
  const slots = day?.targets.find(each => each.name === target.name)?.slots;
  if (!slots || part.shown === JSON.stringify([day.from, slots])) return;
  part.shown = JSON.stringify([day.from, slots]);
  const sum = sums(slots);
  set(part.accepted, number(sum.accepted));
  set(part.delivered, number(sum.delivered));
  part.picture.replaceChildren(picture(target.name, day, slots));
  part.numbers.replaceChildren(hours(slots));
}

function showRelay(relay) {
  keyed($('targets'), relay.targets, target => target.name, card);
  const options = [...$('f-target').options].map(option => option.value);
  for (const {name} of relay.targets) if (!options.includes(name)) $('f-target').append(el('option', {value: name}, name));
}

// ---- long work ----
let replay = null;

function job({what}) {
  const bar = el('progress', {'aria-label': what}), text = el('span', {}), said = el('strong', {}, what);
  const stop = el('button', {type: 'button', class: 'second', hidden: true,
    click: () => act(() => call('DELETE', '/replay'), t('stopping'))}, t('stop'));
  return {node: el('li', {}, said, bar, text, stop), show: work => {
    if (work.total > 0) { bar.max = work.total; bar.value = work.done; } else if (work.running) bar.removeAttribute('value');
    stop.hidden = !(work.replay && work.running);
    set(text, [work.stage, ...work.figures, work.problem].filter(Boolean).join(' · '));
  }};
}

function showWork(others) {
  const works = (others?.work ?? []).filter(work => work.what === 'batch').map(work => ({...work,
    key: 'batch' + work.name + work.startedAt, what: t('batchWork', work.name), stage: t(work.stage), running: work.stage === 'RUNNING',
    figures: [work.total > 0 && t('percent', number(Math.floor(100 * work.done / work.total))), t('taken', number(work.succeeded)),
      work.failed > 0 && t('refused', number(work.failed))]}));
  if (replay && replay.stage !== 'NONE') {
    const done = replay.done + replay.failed;
    works.unshift({...replay, key: 'replay' + replay.startedAt, what: t('replayWork', replay.search), replay: true,
      done, stage: t(replay.stage), running: replay.stage === 'RUNNING',
      figures: [replay.total > 0 && t('progress', number(done), number(replay.total)), replay.failed > 0 && t('failed', number(replay.failed))]});
  }
  keyed($('work'), works, work => work.key, job);
  $('work-section').hidden = works.length === 0;
}

// ---- the newest attempts ----
let attempts = [], allAttempts = false;

function attemptRow(attempt) {
  return {node: el('tr', {}, cell('when', moment(attempt.at)), cell('target', attempt.target),
    cell('route', el('span', {class: 'badge ' + attempt.route}, t(attempt.route))), cell('code', attempt.code ?? '–'),
    cell('http', attempt.httpStatus ?? '–'), cell('ms', number(attempt.ms)), cell('number', attempt.attempt),
    cell('next', moment(attempt.next)), cell('id', el('button', {type: 'button', class: 'link', click: () => tell(attempt.id)}, attempt.id)))};
}

function showAttempts() {
  const shown = allAttempts ? attempts : attempts.slice(0, FEW);
  keyed($('attempts').tBodies[0], shown, each => each.at + each.id + each.target + each.attempt, attemptRow);
  $('attempts').hidden = attempts.length === 0;
  none('attempts-none', attempts.length === 0 && t('noAttempts'));
  $('all-attempts').hidden = allAttempts || attempts.length <= FEW;
}

function none(id, text) {
  $(id).hidden = !text;
  $(id).replaceChildren(text || '');
}

function locked(id) {
  $(id).hidden = false;
  if (!$(id).querySelector('button')) {
    $(id).replaceChildren(t('locked') + ' ', el('button', {type: 'button', class: 'second', click: () => askKey(t('keyNeeded'))}, t('enterKey')));
  }
}

// ---- dead letters ----
let filter = {}, pages = [''], next = null, searched = null;

const query = values => new URLSearchParams(Object.entries(values).filter(([, value]) => value)).toString();
const typed = () => ({target: $('f-target').value, resultCode: $('f-code').value.trim(), olderThan: $('f-older').value.trim(),
  youngerThan: $('f-younger').value.trim(), text: $('f-text').value.trim()});

async function loadLetters(byHand) {
  searched = filter;
  try {
    const found = await call('GET', '/dead-letters?' + query({...filter, after: pages.at(-1)}), undefined, byHand);
    next = found.after;
    keyed($('letters').tBodies[0], found.deadLetters, each => each.id + ' ' + each.target + each.completedAt, letterRow);
    $('letters').hidden = found.deadLetters.length === 0;
    none('letters-none', found.deadLetters.length === 0 && t(query(filter) ? 'noneFound' : 'noLetters'));
    $('newer').hidden = pages.length < 2;
    $('more').hidden = !next;
  } catch (error) {
    if (!(error instanceof Locked)) throw error;
    searched = null;
    $('letters').hidden = $('newer').hidden = $('more').hidden = true;
    locked('letters-none');
  }
}

const label = (what, letter) => t('ofLetter', t(what), letter.id, letter.target);

function letterRow(letter) {
  const button = (what, deed) => el('button', {type: 'button', class: 'second small ' + what, 'aria-label': label(what, letter), click: deed}, t(what));
  return {node: el('tr', {}, cell('when', moment(letter.completedAt)), cell('target', letter.target), cell('code', letter.resultCode ?? '–'),
    cell('message', letter.message ?? ''), cell('id', letter.id), el('td', {class: 'acts'}, button('story', () => tell(letter.id)),
      button('replay', () => replayOne(letter)), button('drop', () => drop(letter))))};
}

async function replayOne({id, target, resultCode}) {
  const risky = resultCode === 'OutcomeUnknown';
  if (risky && !await ask({title: t('unknownTitle'), text: t('unknownText', id, target), ok: t('replay')})) return;
  await act(() => call('POST', `/dead-letters/${encodeURIComponent(id)}/replay`, {target}), t('replayed', id, target));
}

async function drop({id, target}) {
  const given = await ask({title: t('dropTitle', id), text: t('dropText', target), ok: t('drop'),
    fields: [{id: 'ask-reason', label: t('reason'), required: true, maxlength: 500}]});
  if (given) await act(() => call('POST', `/dead-letters/${encodeURIComponent(id)}/drop`, {target, reason: given['ask-reason']}), t('dropped', id));
}

const facts = pairs => el('dl', {class: 'facts'}, ...pairs.filter(([, value]) => value !== null && value !== undefined && value !== '')
  .flatMap(([name, value]) => [el('dt', {}, name), el('dd', {}, value)]));
const plain = value => typeof value === 'string' ? value : JSON.stringify(value);

function chapter(one) {
  const heads = ['when', 'code', 'http', 'ms', 'message'];
  return el('section', {class: 'chapter'}, el('h3', {}, one.target, ' ', el('span', {class: 'badge ' + one.status}, t(one.status))),
    facts([[t('received'), moment(one.receivedAt)], [t('source'), one.source], [t('ended'), one.completedAt && moment(one.completedAt)],
      [t('code'), one.resultCode], [t('message'), one.message], [t('reference'), one.reference]]),
    one.attempts.length === 0 ? el('p', {}, t('noAttempt')) : el('table', {class: 'story'},
      el('thead', {}, el('tr', {}, ...heads.map(head => el('th', {scope: 'col'}, t(head))))),
      el('tbody', {}, ...one.attempts.map(each => el('tr', {}, cell('when', moment(each.at)), cell('code', each.resultCode ?? '–'),
        cell('http', each.httpStatus ?? '–'), cell('ms', number(each.durationMs)), cell('message', each.message ?? ''))))),
    el('h4', {}, t('fields')), el('div', {class: 'fields'}, facts(Object.entries(one.submission ?? {}).map(([name, value]) => [name, plain(value)]))));
}

async function tell(id) {
  try {
    const story = await call('GET', '/submissions/' + encodeURIComponent(id), undefined, true);
    await ask({title: t('storyOf', id), content: story.deliveries.map(chapter)});
  } catch (error) {
    if (!(error instanceof Locked)) say(error instanceof Away ? t('away', time(Date.now(), true)) : error.message, true);
  }
}

async function dryRun() {
  filter = typed();
  pages = [''];
  const wish = filter;
  try {
    const {total, counts} = await call('GET', '/dead-letters/dry-run?' + query(wish), undefined, true);
    const close = () => { $('dry').hidden = true; $('dry-run').focus(); };
    const cancel = el('button', {type: 'button', class: 'second', click: close}, t('cancel'));
    const go = el('button', {type: 'button', id: 'replay-now', click: () => {
      close();
      act(() => call('POST', '/dead-letters/replay', Object.fromEntries(Object.entries(wish).filter(([, value]) => value))), t('started'));
    }}, t('replayNow', number(total)));
    $('dry').replaceChildren(el('h3', {id: 'dry-title'}, t('dryTitle')),
      total === 0 ? el('p', {}, t('dryNone')) : el('table', {class: 'plain'},
        el('thead', {}, el('tr', {}, ...['target', 'code', 'count'].map(head => el('th', {scope: 'col'}, t(head))))),
        el('tbody', {}, ...counts.map(each => el('tr', {}, el('td', {}, each.target), el('td', {}, each.resultCode), el('td', {}, number(each.count)))))),
      el('p', {class: 'quiet'}, t('dryNote')), el('p', {class: 'actions'}, total === 0 ? null : go, cancel));
    say('');
    $('dry').hidden = false;
    $('dry').focus();
    await loadLetters(true);
  } catch (error) {
    if (!(error instanceof Locked)) say(error instanceof Away ? t('away', time(Date.now(), true)) : error.message, true);
  }
}

// ---- looking again and again ----
let since = null, historyAt = 0, timer = null, round = 0;

async function refresh(acted) {
  const mine = ++round;
  clearTimeout(timer);
  const old = Date.now() - historyAt > HISTORY;
  const quiet = promise => promise.catch(error => { if (error instanceof Away || error instanceof Locked) throw error; return null; });
  const looks = await Promise.allSettled([
    call('GET', '/relay'), old ? call('GET', '/history') : day, call('GET', '/attempts'),
    quiet(call('GET', '/replay')), quiet(call('GET', '/progress')),
    // A text is searched for in every dead letter: only when a person asks for it, or has acted.
    filter.text && searched === filter && !acted ? null : loadLetters(false)]);
  if (mine !== round) return;
  const away = looks.some(look => look.reason instanceof Away);
  since = away ? since ?? new Date() : null;
  $('away').hidden = !away;
  set($('away'), away ? t('away', time(since, true)) : '');
  const [relay, lately, newest, stands, others] = looks.map(look => look.status === 'fulfilled' ? look.value : null);
  if (lately) { if (old) historyAt = Date.now(); day = lately; }
  if (relay) { showRelay(relay); set($('as-of'), t('asOf', time(Date.now(), true))); }
  if (looks[2].reason instanceof Locked) locked('attempts-none');
  else if (newest) { attempts = newest.attempts; showAttempts(); }
  if (!away) { replay = stands; showWork(others); }
  const trouble = looks.find(look => look.status === 'rejected' && !(look.reason instanceof Away || look.reason instanceof Locked));
  if (trouble && !$('said').textContent) say(trouble.reason.message, true);
  const busy = replay?.stage === 'RUNNING';
  timer = setTimeout(() => document.hidden ? timer = setTimeout(refresh, EVERY) : refresh(), busy ? BUSY : EVERY);
}

function open() {
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll('[data-t]')) element.textContent = t(element.dataset.t);
  for (const heading of document.querySelectorAll('h2')) heading.tabIndex = -1;
  if (language === 'tr') {
    Object.assign($('language'), {href: '?lang=en', lang: 'en', hreflang: 'en', textContent: 'English'});
  }
  $('key').addEventListener('click', () => askKey(t('keyNeeded')));
  const search = () => loadLetters(true).catch(error => say(error instanceof Away ? t('away', time(Date.now(), true)) : error.message, true));
  $('filter').addEventListener('submit', event => {
    event.preventDefault();
    filter = typed();
    pages = [''];
    say('');
    search();
  });
  $('dry-run').addEventListener('click', dryRun);
  $('more').addEventListener('click', () => { pages.push(next); search(); });
  $('newer').addEventListener('click', () => { pages.pop(); search(); });
  $('all-attempts').addEventListener('click', () => { allAttempts = true; showAttempts(); });
  addEventListener('hashchange', () => { takeKeyOfAddress(); refresh(); });
  document.addEventListener('visibilitychange', () => document.hidden || refresh());
  takeKeyOfAddress();
  refresh();
}

open();
