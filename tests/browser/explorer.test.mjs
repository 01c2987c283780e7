// The explorer in a real browser: what a user does, what stays on the page, and what cannot get out
// of a letter. Needs the built program and Chromium; run.sh sees to both.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { hostile, large } from "./graphs.mjs";

const root = new URL("../../", import.meta.url).pathname;
const built = process.env.KAMERGRAPH_BUILT ?? join(root, "target/release");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const scratch = mkdtempSync(join(tmpdir(), "kamergraph-browser-"));
/** @type {import("playwright-core").Browser} */
let browser;
/** The pages, and the graphs they were made of. */
const made = {};

function letters(name, files) {
  execFileSync(join(built, "kamergraph"), ["-q", "export", ...files, "--name", name, "-o", scratch, "-f", "html,json"]);
  made[name] = { page: join(scratch, name, "graph.html"), graph: JSON.parse(readFileSync(join(scratch, name, "graph.json"), "utf8")) };
}

function graph(name, document) {
  const json = join(scratch, `${name}.json`);
  const page = join(scratch, `${name}.html`);
  writeFileSync(json, JSON.stringify(document));
  writeFileSync(page, execFileSync(join(built, "examples/explorer"), [json], { maxBuffer: 2 ** 28 }));
  made[name] = { page, graph: document };
}

before(async () => {
  const folder = join(root, "tests/letters");
  letters("sample", [join(folder, "emancipatie-digitalisering/letter.txt")]);
  letters("all", readdirSync(folder).sort().map((name) => join(folder, name, "letter.txt")));
  const letter = readFileSync(join(root, "tests/cli/files/letter.txt"), "utf8");
  const trap = "schone <script>window.caught=1</script><img src=x onerror=window.caught=1> buslijnen </script>";
  assert.ok(letter.includes("schone buslijnen"));
  writeFileSync(join(scratch, "trap.txt"), letter.replaceAll("schone buslijnen", trap));
  letters("trap", [join(scratch, "trap.txt")]);
  graph("hostile", hostile());
  graph("large", large(2000, 3500));
  const flags = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync";
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: flags.split(" ") });
});

after(async () => {
  await browser?.close();
  rmSync(scratch, { recursive: true, force: true });
});

/** Waits until the address is such, and until the page shows what it says: that is a task of its own. */
async function reached(page, is) {
  await page.waitForFunction(is);
  await page.evaluate(() => new Promise((done) => setTimeout(() => requestAnimationFrame(() => setTimeout(done)))));
}

/** Opens a page, does something with it, and sees that nothing went wrong or out meanwhile. */
async function visit(name, act, { hash = "", ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "nl-NL", ...options });
  const page = await context.newPage();
  const faults = [];
  const requests = [];
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && faults.push(message.text()));
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("dialog", (dialog) => { faults.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  context.on("page", (other) => other !== page && faults.push(`another page opened: ${other.url()}`));
  page.on("request", (request) => requests.push(request.url().split("#")[0]));
  const address = pathToFileURL(made[name].page).href;
  await page.goto(address + hash);
  await act(page);
  assert.deepEqual(faults, []);
  assert.deepEqual([...new Set(requests)].filter((url) => !url.startsWith("data:")), [address]);
  await context.close();
}

const heading = (page) => page.locator("#panel h2").first().innerText();
const cells = (page, n) => page.locator(`#rows tbody tr > :nth-child(${n})`).allInnerTexts();
const claims = (name) => {
  const record = new Map(made[name].graph.nodes.map((n) => [n.id, ["Question", "Letter", "Dossier"].includes(n.type)]));
  return made[name].graph.edges.filter((e) => !record.get(e.source) && !record.get(e.target));
};

test("shows every claim between names, in picture and table", () => visit("sample", async (page) => {
  assert.equal((await cells(page, 1)).length, claims("sample").length);
  const drawn = new Set(claims("sample").flatMap((c) => [c.source, c.target]));
  assert.equal(await page.locator("#drawing .node").count(), drawn.size);
  assert.match(await page.locator("#shown").innerText(), new RegExp(`${claims("sample").length} van ${claims("sample").length}`));
}));

test("search suggests names by abbreviation and takes them by keyboard", () => visit("sample", async (page) => {
  await page.keyboard.press("/");
  await page.keyboard.type("ap");
  const first = page.locator("#suggestions [role=option]").first();
  assert.match(await first.innerText(), /Autoriteit Persoonsgegevens/);
  await page.keyboard.press("ArrowDown");
  assert.equal(await page.locator("#search").getAttribute("aria-activedescendant"), "suggestion-0");
  await page.keyboard.press("Enter");
  await reached(page, () => location.hash.includes("node=ap"));
  assert.equal(await heading(page), "Autoriteit Persoonsgegevens");
  await page.keyboard.press("/");
  await page.keyboard.type("zzzzqq");
  assert.match(await page.locator("#suggestions").innerText(), /Niets gevonden/);
}));

test("search finds sentences and leads to their claim", () => visit("sample", async (page) => {
  await page.fill("#search", "naleving van de algemene");
  await page.locator("#suggestions [role=option]").first().click();
  await page.locator("#panel mark").first().waitFor();
  assert.match(await page.locator("#panel mark").first().innerText(), /naleving van de Algemene/);
}));

test("who oversees what is one click away", () => visit("all", async (page) => {
  await page.click("#oversight");
  await reached(page, () => location.hash.includes("predicate=oversees"));
  const wanted = claims("all").filter((c) => c.predicate === "oversees");
  assert.equal(await page.locator("#drawing g.line").count(), wanted.length);
  const label = new Map(made.all.graph.nodes.map((n) => [n.id, n.label]));
  assert.deepEqual((await cells(page, 1)).sort(), wanted.map((c) => label.get(c.source)).sort());
  assert.equal(await page.getAttribute("#oversight", "aria-pressed"), "true");
  await page.click("#oversight");
  await reached(page, () => !location.hash.includes("predicate"));
}));

test("filters by class, predicate, status, question and ministry", () => visit("all", async (page) => {
  const count = async (wanted) => {
    await page.waitForFunction((n) => document.querySelectorAll("#rows tbody tr").length === n, wanted.length);
    await page.click("#clear");
    await page.waitForFunction((n) => document.querySelectorAll("#rows tbody tr").length === n, claims("all").length);
  };
  const types = new Map(made.all.graph.nodes.map((n) => [n.id, n.types]));
  const some = (found) => (assert.ok(found.length > 0 && found.length < claims("all").length), found);
  const box = (facet, value) => page.locator(`fieldset[data-name=${facet}] input[value=${value}]`).check();
  await box("class", "Legislation");
  await count(some(claims("all").filter((c) => [c.source, c.target].some((n) => types.get(n).includes("Legislation")))));
  await box("predicate", "funds");
  await count(some(claims("all").filter((c) => c.predicate === "funds")));
  await box("status", "asked");
  await count(some(claims("all").filter((c) => c.status === "asked")));
  await page.selectOption("fieldset[data-name=question] select", "2025Z08286-q3");
  await count(some(claims("all").filter((c) => c.evidence.some((e) => e.letter === "2025Z08286" && e.question === 3))));
  const ministry = made.all.graph.nodes.find((n) => n.label.startsWith("ministerie van Binnenlandse Zaken")).id;
  const own = new Set([ministry, ...claims("all").filter((c) => c.predicate === "roleIn" && c.target === ministry).map((c) => c.source)]);
  await page.selectOption("fieldset[data-name=ministry] select", ministry);
  await count(some(claims("all").filter((c) => own.has(c.source) || own.has(c.target))));
}));

test("every claim shows its sentence, marked in its answer and in the letter", () => visit("sample", async (page) => {
  const text = made.sample.graph.nodes.find((n) => n.type === "Letter").text;
  const characters = [...text];
  for (const claim of claims("sample").filter((c) => c.evidence.length)) {
    await page.evaluate((c) => { location.hash = new URLSearchParams({ from: c.source, rel: c.key, to: c.target }); }, claim);
    const wanted = claim.evidence.map((e) => characters.slice(e.start, e.end).join(""));
    await page.waitForFunction((n) => document.querySelectorAll("#panel mark").length === n, wanted.length);
    assert.deepEqual(await page.locator("#panel mark").evaluateAll((all) => all.map((m) => m.textContent)), wanted);
  }
  await page.locator("#panel .evidence button:not(.as-link)").first().click();
  const here = (await page.locator("#letter mark.here").evaluateAll((all) => all.map((m) => m.textContent))).join("");
  assert.ok(claims("sample").some((c) => c.evidence.some((e) => characters.slice(e.start, e.end).join("") === here)));
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("#letter").evaluate((d) => d.open), false);
}));

test("a click in the picture chooses a line or a name", () => visit("all", async (page) => {
  // A claim whose two names stand apart from the others, so that no line crosses its own.
  const oversees = claims("all").filter((c) => c.predicate === "oversees");
  const lonely = oversees.find((c) => oversees.every((o) => o === c || (o.source !== c.source && o.target !== c.target)));
  const box = await page.locator(`#drawing g.line[data-line^="${lonely.source} "] .reach`).evaluate((path) => path.getBoundingClientRect().toJSON());
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await page.locator("#panel mark").first().waitFor();
  assert.ok(await page.locator("#panel mark").count() > 0);
  await page.locator('#drawing .node[data-node="ap"]').click();
  await reached(page, () => location.hash === "#node=ap&predicate=oversees");
  assert.equal(await page.locator("#panel .elsewhere a").first().getAttribute("rel"), "noopener noreferrer");
  await page.click("#around");
  await reached(page, () => location.hash.includes("around=1"));
  assert.equal(await page.locator("#drawing .node").count(), 1 + new Set(claims("all").filter((c) => c.predicate === "oversees" && c.source === "ap").map((c) => c.target)).size);
  const k = () => page.evaluate(() => document.querySelector("#world").getAttribute("transform"));
  const start = await k();
  await page.click("#closer");
  assert.notEqual(await k(), start);
  await page.mouse.move(700, 400);
  await page.mouse.wheel(0, -300);
  const zoomed = await k();
  await page.mouse.down();
  await page.mouse.move(760, 430, { steps: 4 });
  await page.mouse.up();
  assert.notEqual(await k(), zoomed);
  assert.equal(await heading(page), "Autoriteit Persoonsgegevens");
}, { hash: "#predicate=oversees" }));

test("a permalink shows the same again, and the way back works", async () => {
  let address = "";
  await visit("sample", async (page) => {
    await page.locator("#rows tbody .relation").first().click();
    await page.locator("#panel mark").first().waitFor();
    address = await page.locator("#panel .permalink").getAttribute("href");
    await page.goBack();
    await page.waitForFunction(() => !document.querySelector("#panel mark"));
  });
  await visit("sample", async (page) => {
    assert.ok(await page.locator("#panel mark").count() > 0);
    assert.equal(await page.locator("#rows tr[aria-current]").count(), 1);
  }, { hash: address });
  await visit("sample", async (page) => {
    assert.match(await page.locator("#panel [role=alert]").innerText(), /niet in deze graaf/);
  }, { hash: "#node=no-such-thing&class=%00&status=,,&lang=xx" });
});

test("the keyboard alone reaches names, claims and order", () => visit("sample", async (page) => {
  await page.locator("#drawing").focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  const told = await page.locator("#now").innerText();
  assert.ok(told.length > 5);
  await page.keyboard.press("Enter");
  await reached(page, () => location.hash.startsWith("#node="));
  assert.ok(told.startsWith(await heading(page)));
  await page.keyboard.press("Escape");
  await reached(page, () => !location.hash.includes("node="));
  await page.locator("thead button").nth(2).focus();
  await page.keyboard.press("Enter");
  await reached(page, () => location.hash.includes("sort=object"));
  assert.equal(await page.locator("thead th").nth(2).getAttribute("aria-sort"), "ascending");
  const order = await cells(page, 3);
  const sorted = [...order].sort(new Intl.Collator("nl", { numeric: true }).compare);
  assert.deepEqual(order, sorted);
  assert.equal(await page.evaluate(() => document.activeElement.dataset.sort), "object");
  await page.keyboard.press("Enter");
  await reached(page, () => location.hash.includes("sort=-object"));
  assert.deepEqual(await cells(page, 3), sorted.reverse());
}));

test("speaks Dutch and English", async () => {
  await visit("sample", async (page) => {
    assert.equal(await page.getAttribute("html", "lang"), "en");
    assert.match(await page.locator("#oversight").innerText(), /Who oversees what/);
    await page.click("#language");
    await page.waitForFunction(() => document.documentElement.lang === "nl");
    assert.match(await page.evaluate(() => location.hash), /lang=nl/);
  }, { locale: "en-GB" });
});

test("nothing in a letter or a name becomes script, markup or a script's address", async () => {
  for (const [name, hash] of [["trap", ""], ["trap", "#node=2030Z00007"], ["hostile", ""], ["hostile", "#node=evil&structure=1&alone=1"], ["hostile", "#from=evil&rel=oversees&to=law"]]) {
    await visit(name, async (page) => {
      await page.locator("#rows").waitFor();
      await page.fill("#search", "script");
      await page.waitForTimeout(50);
      const letter = page.locator("#panel button:not(.as-link)").first();
      if (await letter.count()) await letter.click();
      await page.waitForTimeout(50);
      assert.equal(await page.evaluate(() => window.caught), undefined);
      assert.equal(await page.locator("script").count(), 3);
      assert.equal(await page.locator("img, iframe, object, embed, base").count(), 0);
      const schemes = await page.locator("a[href]").evaluateAll((all) => all.map((a) => new URL(a.href).protocol));
      assert.deepEqual(schemes.filter((s) => !["file:", "https:", "http:"].includes(s)), []);
      assert.deepEqual(await page.evaluate(() => [...document.querySelectorAll("*")].filter((e) => [...e.attributes].some((a) => a.name.startsWith("on"))).length), 0);
    }, { hash });
  }
});

test("2,000 names open, choose and filter while one waits", () => visit("large", async (page) => {
  assert.ok(await page.locator("#drawing .node").count() > 1500);
  const times = {};
  const timed = (name, act) => page.evaluate(async ([source]) => {
    const start = performance.now();
    const turned = new Promise((done) => addEventListener("hashchange", () => requestAnimationFrame(() => setTimeout(done)), { once: true }));
    location.hash = source;
    await turned;
    return performance.now() - start;
  }, [act]).then((ms) => { times[name] = Math.round(ms); });
  await timed("choose", "#node=n100");
  await timed("filter", "#predicate=funds");
  await timed("clear", "#");
  console.log(`2,000 names: ${JSON.stringify(times)} ms`);
  for (const [name, ms] of Object.entries(times)) assert.ok(ms < 5000, `${name} took ${ms} ms`);
}));

test("axe finds no fault, light and dark, wide and narrow", async () => {
  for (const [colorScheme, width, hash] of [["light", 1440, ""], ["dark", 1440, "#from=ap&rel=oversees&to=avg"], ["dark", 390, "#node=ap"], ["light", 1000, "#predicate=oversees"]]) {
    await visit("sample", async (page) => {
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => window.axe.run({ exclude: ["#drawing"] }));
      assert.deepEqual(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target).join(" | ")}`), []);
    }, { colorScheme, viewport: { width, height: 860 }, hash });
  }
});

test("the server shows the same, and letters at the place of a sentence", async () => {
  const server = spawn(join(built, "kamergraph"), ["-q", "serve", "--port", "0", join(root, "tests/letters/emancipatie-digitalisering/letter.txt")]);
  try {
    const address = await new Promise((done, failed) => {
      server.stdout.once("data", (line) => done(String(line).trim()));
      server.once("exit", (code) => failed(new Error(`it ended with ${code}`)));
    });
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    const faults = [];
    page.on("console", (message) => ["error", "warning"].includes(message.type()) && faults.push(message.text()));
    page.on("pageerror", (error) => faults.push(error.message));
    page.on("request", (request) => !request.url().startsWith(address) && !request.url().startsWith("data:") && faults.push(request.url()));
    await page.goto(`${address}#from=ap&rel=oversees&to=avg`);
    const quote = await page.locator("#panel mark").first().innerText();
    const opened = context.waitForEvent("page");
    await page.locator("#panel .evidence a").last().click();
    const letter = await opened;
    await letter.waitForLoadState();
    assert.equal(await letter.locator("mark:target").innerText(), quote);
    await letter.locator("a.claim").first().click();
    await letter.locator("#panel mark").first().waitFor();
    assert.deepEqual(faults, []);
    await context.close();
  } finally {
    server.kill("SIGINT");
  }
});

test("on paper there are the picture, the sentence and every row, and no controls", () => visit("large", async (page) => {
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  assert.equal(await page.locator("#rows tbody tr").count(), 3500);
  for (const gone of ["#filters", "#search", "#oversight", "#picture .tools"]) assert.equal(await page.locator(gone).isVisible(), false);
  assert.ok(await page.locator("#drawing").isVisible());
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  assert.equal(await page.locator("#rows tbody tr").count(), 200);
}));
