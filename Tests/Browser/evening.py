"""Plays in a headless Chromium against a server: signs up, works at the terminal, and looks at the pages.

evening.py SERVER ORGANISER-LINK [FOLDER for pictures]
"""

import json
import sys
import time

from browser import Browser

server, link = sys.argv[1], sys.argv[2]
pictures = sys.argv[3] if len(sys.argv) > 3 else None
failures = []


def check(what, value, wanted=True):
    good = wanted(value) if callable(wanted) else value == wanted
    if not good:
        failures.append(what)
        print(f"not ok  {what}: {value!r}"[:800])


def screen(browser):
    return browser.run("document.getElementById('screen').innerText")


def line(browser):
    return browser.run("document.getElementById('line').value")


def enter(browser, text, wanted):
    """Runs a line, and waits for what it prints."""
    browser.type(text)
    browser.press("Enter", 13)
    try:
        browser.wait(lambda: wanted in screen(browser).split(text)[-1], 15)
    except TimeoutError:
        check(text, screen(browser)[-600:], lambda _: False)
    browser.wait(lambda: browser.run("document.getElementById('prompt').textContent").endswith("$ "), 15)


def organise(browser):
    browser.go(link)
    browser.submit(link[len(server):], name="Olga")
    browser.go(server + "/organise")
    now = time.time()
    moment = lambda seconds: time.strftime("%Y-%m-%dT%H:%M", time.gmtime(now + seconds))
    browser.submit("/api/v1/competitions", name="Friday night", slug="friday", starts=moment(-60), ends=moment(7200))
    check("the competition is there", browser.run("document.body.innerText"), lambda text: "Friday night" in text)
    browser.go(server + "/organise/competitions/friday/scenarios")
    browser.run("""document.querySelectorAll('form[action$="/scenarios"] select[name=scenario]')[0].value = 'bakery-orders'""")
    browser.run("""[...document.querySelectorAll('form[action$="/scenarios"] button')].at(-1).click()""")
    browser.settle()
    check("the scenario is in it", browser.run("document.body.innerText"), lambda text: "counts 100 %" in text)
    look(browser, "organiser", organiser_pages())
    browser.go(server + "/organise/competitions/friday")
    check("it is a draft", browser.run("document.body.innerText"), lambda text: "This is a draft" in text)
    browser.run("window.confirm = () => true")
    browser.submit("/api/v1/competitions/friday/publish")
    check("it is published", browser.run("document.body.innerText"), lambda text: "This is a draft" not in text)
    browser.submit("/api/v1/signout")


def play(browser):
    browser.go(server + "/signup?then=/competitions/friday")
    browser.submit("/signup", name="Ada <b>&", password="correct horse")
    check("the player comes to the competition", browser.run("location.pathname"), "/competitions/friday")
    check("the usual rules are in force", browser.run("document.body.innerText"),
          lambda text: "Your own kubectl may be used." in text and "There are no hints" not in text)
    browser.submit("/api/v1/competitions/friday/join")
    browser.submit("/runs")
    check("the drill is shown", browser.run("location.pathname"), lambda path: path.startswith("/runs/"))
    browser.wait(lambda: browser.run("stream.readyState === EventSource.OPEN"))
    check("the line has the focus", browser.run("document.activeElement.id"), "line")
    enter(browser, "kubectl get pods", "READY")
    enter(browser, "echo '<img src=x onerror=alert(1)>' | tr a a", "<img src=x onerror=alert(1)>")
    check("what is printed is text", browser.run("document.querySelectorAll('#screen img').length"), 0)
    browser.press("ArrowUp", 38)
    browser.press("ArrowUp", 38)
    check("earlier lines come back", line(browser), "kubectl get pods")
    browser.press("u", 85, control=True)
    browser.type("kubectl get depl")
    browser.press("Tab", 9)
    browser.wait(lambda: line(browser).startswith("kubectl get deployment"))
    browser.press("c", 67, control=True)
    browser.type("sleep 600")
    browser.press("Enter", 13)
    browser.wait(lambda: "sleep 600" in screen(browser))
    browser.press("c", 67, control=True)
    browser.wait(lambda: "^C" in screen(browser).split("sleep 600")[-1])
    enter(browser, "echo back", "back")
    browser.type("cat > note.txt")
    browser.press("Enter", 13)
    browser.wait(lambda: browser.run("document.getElementById('prompt').textContent") == "input ")
    browser.type("remember this")
    browser.press("Enter", 13)
    browser.wait(lambda: "remember this" in screen(browser))
    browser.press("d", 68, control=True)
    enter(browser, "cat note.txt", "remember this")
    check("the feed tells of it", browser.run("document.getElementById('feed').innerText"), lambda text: "get pods" in text)


def narrow(browser):
    """On a phone a table keeps its columns and scrolls in the terminal; other lines are broken."""
    browser.size(390, 800)
    enter(browser, "kubectl get pods -o wide", "NODE")
    enter(browser, "echo " + "word " * 60, "word")
    rows = "[...document.querySelectorAll('#screen div')].filter(row => {})"
    columned = rows.format("row.classList.contains('columned') && /^NAME .*NODE/.test(row.textContent)")
    height = "parseFloat(getComputedStyle(document.getElementById('screen')).lineHeight)"
    check("a table's row is one line", browser.run(f"{columned}.every(row => row.offsetHeight < {height} * 1.5)"))
    check("there was a table", browser.run(f"{columned}.length"), 1)
    check("the screen scrolls to its end", browser.run("(() => { const s = document.getElementById('screen'); return s.scrollWidth > s.clientWidth })()"))
    check("the page does not", browser.run("document.documentElement.scrollWidth <= innerWidth"))
    plain = rows.format("row.textContent.startsWith('word word')")
    check("a sentence is broken", browser.run(f"{plain}[0].offsetHeight > {height} * 2"))
    if pictures:
        browser.picture(f"{pictures}/terminal-390.png")
    browser.size(1280, 800)
    browser.run("document.getElementById('line').focus()")


def edit(browser):
    browser.type("kubectl edit $(kubectl get deploy -o name | head -1)")
    browser.press("Enter", 13)
    browser.wait(lambda: browser.run("document.getElementById('editor').open"))
    check("the editor holds the object", browser.run("document.getElementById('editor-text').value"), lambda text: "kind: Deployment" in text)
    browser.run("(() => { const t = document.getElementById('editor-text'); t.value = t.value.replace('metadata:\\n', 'metadata:\\n  labels:\\n    tried: browser\\n') })()")
    browser.run("document.querySelector('#editor button[value=leave]').click()")
    browser.wait(lambda: "cancelled" in screen(browser).lower())
    path = browser.run("location.pathname")
    browser.go(server + path)
    browser.wait(lambda: "remember this" in screen(browser))
    check("a page that is loaded again shows what was", screen(browser), lambda text: "$ kubectl get pods" in text)


def ask(browser):
    """A question from the page, one at the prompt, and what the last output means."""
    said = "What has changed since it was last well?"
    hints = "document.getElementById('hints').innerText"
    button = "[...document.querySelectorAll('form.command button')].find(button => button.innerText === '{}')"
    browser.run("document.getElementById('question').value = 'why is it closed?'")
    browser.run(button.format("Ask") + ".click()")
    browser.wait(lambda: said in browser.run(hints))
    check("the question is gone once it is answered", browser.run("document.getElementById('question').value"), "")
    browser.run(button.format("Explain the last output") + ".click()")
    browser.wait(lambda: "(free)" in screen(browser))
    enter(browser, "hint and now?", "Type hint yes to ask")
    enter(browser, "hint yes", said)
    browser.wait(lambda: browser.run(hints).count(said) == 2)
    if pictures:
        browser.run("document.getElementById('h-hints').scrollIntoView()")
        browser.picture(f"{pictures}/questions.png")


def give_up(browser):
    browser.run("""[...document.querySelectorAll('form.command')].find(form => form.innerText.includes('Give up')).querySelector('button').click()""")
    browser.wait(lambda: "over" in browser.run("document.getElementById('link-state').textContent"))
    check("nothing is left to do at a run that is over",
          browser.run("[...document.querySelectorAll('.while-open, form.command, #hints')].filter(part => part.checkVisibility()).length"), 0)
    browser.run("document.querySelector('#link-state a').click()")
    browser.settle()
    check("the page says that it is over", browser.run("document.body.innerText"), lambda text: "The incident is over" in text)
    path = browser.run("location.pathname")
    browser.go(f"{server}/api/v1{path}/report")
    browser.run("document.querySelector('nav a').click()")
    browser.settle()
    check("the debrief leads back", browser.run("location.pathname"), "/competitions/friday")
    browser.go(server + path)


def look(browser, who, pages):
    """Looks at pages, narrow and wide, dark and light: none is wider than the window, nor is a bar of tabs cut."""
    for width in (390, 1280):
        for dark in (False, True):
            browser.size(width, 800, dark)
            for number, page in enumerate(pages):
                browser.go(server + page)
                wide = browser.run("document.documentElement.scrollWidth - innerWidth")
                check(f"{page} fits into {width}", wide, lambda value: value <= 0)
                cut = browser.run("[...document.querySelectorAll('.tabs li')].filter(tab => tab.getBoundingClientRect().right > innerWidth).length")
                check(f"{page} shows all tabs at {width}", cut, 0)
                if pictures:
                    browser.picture(f"{pictures}/{who}-{number:02}-{width}-{'dark' if dark else 'light'}.png")
    browser.size(1280, 800)


def organiser_pages():
    friday = "/organise/competitions/friday"
    tabs = [f"{friday}/{tab}" for tab in ("settings", "scenarios", "teams", "stuck", "announcements", "audit")]
    return ["/organise", friday, *tabs, "/organise/accounts", "/organise/audit"]


def player_pages(browser):
    path = browser.run("location.pathname")
    return ["/", "/scenarios", "/runs", path, f"/api/v1{path}/report", "/competitions/friday", "/competitions/friday/board",
            "/board", "/players/" + browser.run("encodeURIComponent('Ada <b>&')"), "/account", "/teams", "/help"]


def main(program):
    browser = Browser(program)
    try:
        browser.size(1280, 800)
        organise(browser)
        play(browser)
        narrow(browser)
        edit(browser)
        browser.run("window.confirm = () => true")
        ask(browser)
        give_up(browser)
        look(browser, "player", player_pages(browser))
        # A stream of a run that is over is refused, which browsers tell of.
        complaints = [text for text in browser.complaints if "409" not in text and "EventSource" not in text]
        check("the browser complains of nothing", complaints, [])
    finally:
        browser.close()
    print("ok" if not failures else f"{len(failures)} failed")
    sys.exit(1 if failures else 0)


main(__import__("shutil").which("chromium") or __import__("shutil").which("google-chrome"))
