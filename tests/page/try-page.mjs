// Looks at the status page as a person would: desktop, phone, dark, keyboard; with axe-core, and with manifests that try to become code.
//   node try-page.mjs URL DIRECTORY [CHROMIUM]      the one-time address; where screenshots go
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import puppeteer from "puppeteer-core";

const [url, directory, chromium = "/usr/bin/chromium"] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const browser = await puppeteer.launch({ executablePath: chromium, args: ["--no-sandbox", "--disable-gpu"], headless: true });
const page = await browser.newPage();
const failures = [];
let passed = 0;
const expect = (holds, text) => { if (holds) passed++; else { failures.push(text); console.error(`FAILED: ${text}`); } };

page.on("dialog", (dialog) => { failures.push("a dialog opened"); dialog.dismiss(); });
page.on("pageerror", (error) => failures.push(`script error: ${error.message}`));
page.on("console", (message) => { if (/Content.Security.Policy/i.test(message.text())) failures.push(message.text()); });
page.on("request", (request) => { if (!request.url().startsWith(new URL(url).origin)) failures.push(`a request to ${request.url()}`); });

async function go(hash, selector) {
  await page.evaluate((to) => { location.hash = to; }, hash);
  await page.waitForSelector(selector, { visible: true });
  await page.waitForNetworkIdle({ idleTime: 300, concurrency: 3 });
}

async function look(name) {
  await page.screenshot({ path: `${directory}/${name}.png`, fullPage: true });
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => axe.run());
  const serious = violations.filter((v) => v.impact === "serious" || v.impact === "critical");
  expect(serious.length === 0, `${name}: axe finds ${serious.map((v) => `${v.id} at ${v.nodes[0].target}`)}`);
  expect(await page.evaluate(() => window.hacked === undefined), `${name}: text became code`);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth), `${name}: wider than its window`);
}

await page.setViewport({ width: 1280, height: 800 });
await page.goto(url, { waitUntil: "domcontentloaded" });
await page.waitForSelector("#bots tbody tr");
await page.waitForFunction(() => document.querySelector("#summary").textContent.length > 0);
const bots = await page.$$eval("#bots tbody a", (links) => links.map((link) => link.textContent));
await look("fleet");
for (const bot of bots) {
  await go(`#/bots/${encodeURIComponent(bot)}`, "#conditions tbody tr");
  await look(`bot-${bot}`);
}
await go(`#/bots/${encodeURIComponent("<img src=x onerror=window.hacked=9>")}`, "#gone");
await look("unknown-bot");

await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "dark" }]);
await page.setViewport({ width: 390, height: 800, isMobile: true });
await go("#/", "#bots tbody tr");
await look("fleet-phone-dark");
await go(`#/bots/${bots[0]}`, "#conditions tbody tr");
await look("bot-phone-dark");

await page.setViewport({ width: 1280, height: 800 });
await go("#/", "#bots tbody tr");
await page.focus("#only");
await page.keyboard.press("Tab");
await page.keyboard.press("Enter");
await page.waitForSelector("#bot", { visible: true });
expect(await page.evaluate(() => document.activeElement.id) === "bot-title", "the keyboard opens a bot, and the focus follows");

const again = await browser.createBrowserContext();
const stranger = await again.newPage();
expect((await stranger.goto(url)).status() === 401, "the one-time address works once");
expect((await stranger.goto(new URL("/", url).href)).status() === 401, "another browser sees nothing");
await browser.close();
console.log(`try-page: ${passed} passed, ${failures.length} failed`);
for (const failure of new Set(failures)) console.log(`  ${failure}`);
process.exit(failures.length === 0 ? 0 : 1);
