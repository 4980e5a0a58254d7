// The status page: the fleet, and one bot. Everything that comes from outside is put in as text and never as markup.
"use strict";

const api = "/api/v1";
const logLines = 2000;
const bots = new Map();
const byId = (id) => document.getElementById(id);
const goodPhases = new Set(["Running"]);
const badPhases = new Set(["CrashLoop", "Stalled", "Degraded"]);
const restPhases = new Set(["Stopped", "Suspended", "Deleting"]);
// Conditions whose "true" is bad news.
const badWhenTrue = new Set(["Stalled", "Drifted", "RolledBack", "CrashLoopBackOff", "Conflict", "PendingDeletion", "Held"]);
const words = { True: "yes", False: "no", Unknown: "not known" };

let listed = false;
let shown = null;
let log = null;
let pending = false;

function make(tag, text, className) {
  const node = document.createElement(tag);
  if (text !== undefined && text !== null) node.textContent = String(text);
  if (className) node.className = className;
  return node;
}

function row(cells) {
  const tr = make("tr");
  tr.setAttribute("role", "row");
  for (const [label, content, className] of cells) {
    const td = make("td", undefined, className);
    td.setAttribute("role", "cell");
    td.dataset.label = label;
    td.append(content instanceof Node ? content : make("span", content ?? ""));
    tr.append(td);
  }
  return tr;
}

const condition = (bot, type) => bot.status.conditions.find((c) => c.type === type);
const phaseClass = (phase) => (goodPhases.has(phase) ? "good" : badPhases.has(phase) ? "bad" : restPhases.has(phase) ? "rest" : "busy");
const short = (hash) => (hash ? hash.replace(/^.*sha256:/, "").replace(/^([0-9a-fv-]{12})[0-9a-f]+$/, "$1") : "–");
const isReady = (bot) => condition(bot, "Ready")?.status === "True";

function conditionClass(c) {
  if (c.status === "Unknown") return "busy";
  if (c.type === "Reconciling") return c.status === "True" ? "busy" : "rest";
  if (badWhenTrue.has(c.type)) return c.status === "True" ? "bad" : "rest";
  return c.status === "True" ? "good" : "bad";
}

function time(text) {
  if (!text) return make("span", "–");
  const node = make("time", new Date(text).toLocaleString());
  node.dateTime = text;
  return node;
}

function link(name) {
  const node = make("a", name);
  node.href = "#/bots/" + encodeURIComponent(name);
  return node;
}

function drawFleet() {
  const wanted = byId("find").value.trim().toLowerCase();
  const only = byId("only").checked;
  const all = [...bots.values()].sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
  const some = all.filter((bot) => (!only || !isReady(bot)) && (!wanted || bot.metadata.name.includes(wanted) || (bot.status.image ?? "").toLowerCase().includes(wanted)));
  byId("summary").textContent = listed ? `${all.filter(isReady).length} of ${all.length} ready` : "";
  const focused = document.activeElement?.closest?.("#bots a")?.textContent;
  byId("bots").tBodies[0].replaceChildren(...some.map((bot) => {
    const ready = condition(bot, "Ready");
    return row([
      ["Name", link(bot.metadata.name)],
      ["Phase", make("span", bot.status.phase, "state " + phaseClass(bot.status.phase))],
      ["Ready", words[ready?.status] ?? "not known"],
      ["Image", bot.status.image ?? bot.spec?.image?.reference ?? "–"],
      ["Revision", make("code", short(bot.status.specHash))],
      ["Restarts", bot.status.restarts],
      ["What it says", ready?.message, "text"],
    ]);
  }));
  if (focused) [...document.querySelectorAll("#bots a")].find((a) => a.textContent === focused)?.focus();
  byId("none").hidden = !listed || some.length > 0;
}

function facts(entries) {
  byId("facts").replaceChildren(...entries.flatMap(([name, value]) => {
    const dd = make("dd");
    dd.append(value instanceof Node ? value : make("span", value ?? "–"));
    return [make("dt", name), dd];
  }));
}

function list(title, items) {
  if (!items?.length) return [];
  const ul = make("ul");
  ul.append(...items.map((item) => make("li", item)));
  return [make("p", title), ul];
}

function drawPlan(detail) {
  const plan = detail?.plan;
  const fields = (many) => many?.map((f) => `${f.path}: ${f.old ?? "not set"} → ${f.new ?? "not set"} (${f.class})`);
  const parts = [
    ...(detail?.blocked ? [make("p", detail.blocked, "text")] : []),
    ...(detail?.holdMessage ? [make("p", detail.holdMessage)] : []),
    ...list("Actions, in this order:", plan?.actions.map((a) => `${a.action}, because of ${a.reason}`)),
    ...list("Changes:", fields(plan?.fields)),
    ...list("These wait for the next container:", fields(plan?.pending)),
    ...list("About its manifest:", detail?.diagnostics),
  ];
  byId("plan").replaceChildren(...(parts.length ? parts : [make("p", "Nothing. The bot is as its manifest wants it.")]));
}

function drawBot(bot) {
  const { metadata, status, detail } = bot;
  facts([
    ["Phase", make("span", status.phase, "state " + phaseClass(status.phase))],
    ["Image", status.image ?? bot.spec?.image?.reference],
    ["Revision", make("code", status.specHash ?? "–")],
    ["Container", status.containerName],
    ["Restarts", status.restarts],
    ["Started", time(status.startedAt)],
    ["Last seen converged", time(status.lastSuccessAt)],
    ["Manifest", metadata.source && metadata.commit ? `${metadata.source} at ${metadata.commit}` : metadata.source],
    ["Generation", `${metadata.generation}, looked at ${status.observedGeneration}`],
    ["Labels", Object.entries(metadata.labels ?? {}).map(([k, v]) => `${k}=${v}`).join(", ") || "none"],
  ]);
  byId("conditions").tBodies[0].replaceChildren(...status.conditions.map((c) => row([
    ["Condition", c.type],
    ["Is", make("span", words[c.status] ?? c.status, "state " + conditionClass(c))],
    ["Why", c.reason === "None" ? c.message : `${c.reason}: ${c.message}`, "text"],
    ["Since", time(c.lastTransitionTime)],
  ])));
  if (!detail) return;
  drawPlan(detail);
  byId("history").hidden = detail.revisions.length === 0;
  byId("no-history").hidden = detail.revisions.length > 0;
  byId("history").tBodies[0].replaceChildren(...detail.revisions.map((r) => row([
    ["Attempt", r.attempt],
    ["Revision", make("code", short(r.specHash))],
    ["Change", r.class],
    ["Image", short(r.image)],
    ["When", time(r.at)],
    ["Outcome", r.message ? `${r.outcome}: ${r.message}` : r.outcome, "text"],
  ])));
}

async function loadBot(name) {
  const answer = await fetch(`${api}/bots/${encodeURIComponent(name)}`, { cache: "no-store" });
  if (shown !== name) return;
  byId("gone").hidden = answer.status !== 404;
  byId("known").hidden = answer.status === 404;
  if (answer.ok) drawBot(await answer.json());
}

function addLog(text, className) {
  const box = byId("log");
  box.append(make("div", text, className));
  while (box.childElementCount > logLines) box.firstElementChild.remove();
  if (byId("follow").checked) box.scrollTop = box.scrollHeight;
}

function closeLog() {
  log?.close();
  log = null;
}

function openLog(name) {
  closeLog();
  byId("log").replaceChildren();
  byId("log-state").textContent = "";
  const source = new EventSource(`${api}/bots/${encodeURIComponent(name)}/logs?follow=true&tail=200`);
  log = source;
  const on = (type, act) => source.addEventListener(type, (event) => act(JSON.parse(event.data)));
  source.onopen = () => { byId("log").replaceChildren(); byId("log-state").textContent = "live"; };
  on("line", (line) => addLog(line.text + (line.cut ? " … (cut)" : ""), line.stream === "stderr" ? "stderr" : ""));
  on("mark", (mark) => addLog(mark.text, "mark"));
  on("dropped", (some) => addLog(`${some.dropped} lines were dropped because they came faster than this page reads`, "mark"));
  on("end", () => { byId("log-state").textContent = "the output has ended"; closeLog(); });
  source.onerror = () => {
    byId("log-state").textContent = source.readyState === EventSource.CLOSED ? "no output to show" : "connecting again…";
  };
}

function route() {
  const match = /^#\/bots\/(.+)$/.exec(location.hash);
  let name = null;
  try { name = match ? decodeURIComponent(match[1]) : null; } catch { name = null; }
  if (location.hash === "#main") return;
  const moved = name !== shown;
  shown = name;
  byId("fleet").hidden = name !== null;
  byId("bot").hidden = name === null;
  document.title = name === null ? "BotMaker" : `${name} – BotMaker`;
  if (name === null) {
    closeLog();
    drawFleet();
    if (moved) byId("fleet-title").focus();
    return;
  }
  byId("bot-title").textContent = name;
  byId("bot-title").focus();
  loadBot(name).catch(() => {});
  openLog(name);
}

function changed(name) {
  if (shown === name) loadBot(name).catch(() => {});
  if (pending) return;
  pending = true;
  requestAnimationFrame(() => { pending = false; if (shown === null) drawFleet(); });
}

function watch() {
  const source = new EventSource(`${api}/bots?watch=true`);
  let seen = new Set();
  source.onopen = () => { seen = new Set(); listed = false; byId("connection").textContent = "Connected, live"; };
  source.addEventListener("bot", (event) => {
    const bot = JSON.parse(event.data);
    bots.set(bot.metadata.name, bot);
    seen.add(bot.metadata.name);
    changed(bot.metadata.name);
  });
  source.addEventListener("removed", (event) => {
    const { name } = JSON.parse(event.data);
    bots.delete(name);
    changed(name);
  });
  source.addEventListener("listed", () => {
    // After a lost connection: what was not listed again is gone.
    for (const name of [...bots.keys()]) if (!seen.has(name)) bots.delete(name);
    listed = true;
    changed(null);
  });
  source.onerror = () => {
    if (source.readyState !== EventSource.CLOSED) {
      byId("connection").textContent = "The daemon does not answer; what you see may be old";
      return;
    }
    byId("connection").textContent = "Locked or gone: run botmaker ui on the host";
    setTimeout(watch, 5000);
  };
}

byId("find").addEventListener("input", drawFleet);
byId("only").addEventListener("change", drawFleet);
window.addEventListener("hashchange", route);
route();
watch();
