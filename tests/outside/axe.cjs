// axe-core on each page at four widths in both themes, and what axe does not see: no page scrolls sideways (WCAG 1.4.10),
// every stop of the Tab key is seen (2.4.7), wider spacing cuts nothing off (1.4.12).
const { chromium } = require('playwright-core');
const axe = require('axe-core');

const WIDTHS = [320, 390, 768, 1280];
const THEMES = ['light', 'dark'];
/** Stops of the Tab key that are looked at on one page. */
const STOPS_MAX = 120;
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const SPACING = '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }';

const [base, ...paths] = process.argv.slice(2);
/** Each finding with the places where it was made. */
const findings = new Map();
const say = (finding, place) => findings.set(finding, [...(findings.get(finding) ?? []), place]);

const sideways = (page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth > 1);

async function rules(page, path) {
  await page.evaluate(axe.source);
  for (const theme of THEMES) {
    await page.emulateMedia({ colorScheme: theme });
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      const { violations } = await page.evaluate((values) => axe.run(document, { runOnly: values }), RULES);
      const place = `${path} ${width} ${theme}`;
      for (const { id, nodes } of violations) for (const { target } of nodes) say(`${id}: ${target.join(' ')}`, place);
      if (await sideways(page)) say('scrolls sideways', place);
    }
  }
}

/** What has the focus, and whether it is seen. */
function focused() {
  const it = document.activeElement;
  if (!it || it === document.body) return null;
  const [style, { top, left, bottom, right, width, height }] = [getComputedStyle(it), it.getBoundingClientRect()];
  const marked = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
  const seen = width > 0 && height > 0 && bottom > 0 && right > 0 && top < innerHeight && left < innerWidth && style.clipPath === 'none';
  return { name: `${it.tagName} ${it.id || it.textContent.trim().slice(0, 30)}`, shown: marked && seen };
}

async function stops(page, path) {
  for (const width of [WIDTHS[0], WIDTHS.at(-1)]) {
    await page.setViewportSize({ width, height: 800 });
    await page.evaluate(() => document.activeElement?.blur());
    const count = await page.evaluate(() => document.querySelectorAll('a[href], button, input, textarea, select, summary').length);
    for (let i = 0; i < Math.min(count, STOPS_MAX); i += 1) {
      await page.keyboard.press('Tab');
      const stop = await page.evaluate(focused);
      if (stop && !stop.shown) say(`focus is not seen: ${stop.name}`, `${path} ${width}`);
    }
  }
}

async function spacing(page, path) {
  await page.addStyleTag({ content: SPACING });
  const cut = await page.evaluate(() => {
    const hidden = [...document.querySelectorAll('main *')].filter((it) => getComputedStyle(it).overflow === 'hidden');
    return hidden.filter((it) => it.clientWidth > 2 && it.scrollWidth > it.clientWidth + 1).map((it) => `${it.tagName} ${it.className}`);
  });
  for (const name of cut) say(`wider spacing cuts off ${name}`, path);
  await page.setViewportSize({ width: WIDTHS[0], height: 800 });
  if (await sideways(page)) say('scrolls sideways with wider spacing', path);
}

async function main() {
  const browser = await chromium.launch({ executablePath: process.env.CHROME_PATH, args: ['--no-sandbox'] });
  for (const path of paths) {
    const context = await browser.newContext({ bypassCSP: true });
    const [name, value] = (process.env.COOKIE ?? '').split('=');
    if (value) await context.addCookies([{ name, value, url: base }]);
    const page = await context.newPage();
    const answer = await page.goto(base + path);
    if (answer.status() !== 200) say(`answers ${answer.status()}`, path);
    for (const look of [rules, stops, spacing]) await look(page, path);
    await context.close();
  }
  await browser.close();
  for (const [finding, places] of findings) console.log(`${finding}\n  ${places.join('\n  ')}`);
  console.log(`axe: ${paths.length} pages, ${findings.size} findings`);
  process.exitCode = findings.size ? 1 : 0;
}

main();
