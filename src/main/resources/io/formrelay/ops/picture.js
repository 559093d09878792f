// The picture of a partner's last 24 hours, and the same in numbers. Nothing is ever read as HTML.
import {t, number} from './texts.js';

const SVG = 'http://www.w3.org/2000/svg';
const PARTS = [['delivered', 'delivered'], ['retried', 'retried'], ['deadLettered', 'dead']];
const HEIGHT = 100;

export function el(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (typeof value === 'function') element.addEventListener(name, value);
    else if (value !== undefined && value !== null && value !== false) element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.filter(child => child !== null && child !== undefined));
  return element;
}

function shape(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

export function sums(slots) {
  const sum = {accepted: 0, delivered: 0, retried: 0, deadLettered: 0};
  for (const slot of slots) for (const part in sum) sum[part] += slot[part];
  return sum;
}

export function picture(name, day, slots) {
  const length = day.slotMinutes * 60000;
  const from = Date.parse(day.from);
  const many = Math.round(86400000 / length);
  const ended = slot => PARTS.reduce((sum, [part]) => sum + slot[part], 0);
  const most = Math.max(1, ...slots.map(slot => Math.max(ended(slot), slot.accepted)));
  const bars = slots.map(slot => {
    const x = Math.round((Date.parse(slot.at) - from) / length) * 10;
    let y = HEIGHT;
    const rects = PARTS.filter(([part]) => slot[part] > 0).map(([part, colour]) => {
      const high = slot[part] / most * HEIGHT;
      y -= high;
      return shape('rect', {class: colour, x: x + 1, y, width: 8, height: high});
    });
    if (slot.accepted > 0) {
      rects.push(shape('rect', {class: 'accepted', x, y: HEIGHT - slot.accepted / most * HEIGHT - 1, width: 10, height: 2.5}));
    }
    return shape('g', {}, ...rects);
  });
  const lines = [6, 12, 18].map(hours => shape('line', {class: 'hour', x1: many * 10 * hours / 24, x2: many * 10 * hours / 24, y1: 0, y2: HEIGHT}));
  const sum = sums(slots);
  return shape('svg', {
    class: 'picture', role: 'img', viewBox: `0 -3 ${many * 10} ${HEIGHT + 4}`, preserveAspectRatio: 'none',
    'aria-labelledby': `${name}-title ${name}-desc`,
  },
  shape('title', {id: `${name}-title`}, t('pictureTitle', name)),
  shape('desc', {id: `${name}-desc`}, t('pictureText', ...['accepted', 'delivered', 'retried', 'deadLettered'].map(part => number(sum[part])), number(most))),
  ...lines, shape('line', {class: 'ground', x1: 0, x2: many * 10, y1: HEIGHT, y2: HEIGHT}), ...bars);
}

export function hours(slots) {
  const byHour = new Map();
  for (const slot of slots) {
    const hour = new Date(slot.at);
    hour.setMinutes(0, 0, 0);
    byHour.set(hour.getTime(), [...byHour.get(hour.getTime()) ?? [], slot]);
  }
  if (byHour.size === 0) return el('p', {class: 'quiet'}, t('nothing'));
  const heads = ['hour', 'accepted', 'delivered', 'retried', 'dead'];
  return el('table', {class: 'plain'},
    el('thead', {}, el('tr', {}, ...heads.map(head => el('th', {scope: 'col'}, t(head))))),
    el('tbody', {}, ...[...byHour].sort(([one], [other]) => other - one).map(([hour, those]) => {
      const sum = sums(those);
      return el('tr', {}, el('th', {scope: 'row'}, new Date(hour).toLocaleTimeString(document.documentElement.lang, {timeStyle: 'short'})),
        ...['accepted', 'delivered', 'retried', 'deadLettered'].map(part => el('td', {}, number(sum[part]))));
    })));
}
