"""Reports that no tool makes: each is to be refused whole, at once, within little memory."""

from common import FIXTURES, keep_text

BOMB = """<?xml version="1.0"?>
<!DOCTYPE testsuites [
  <!ENTITY a "ha">
  <!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
  <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
  <!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">
  <!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;">
  <!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;">
  <!ENTITY g "&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;">
  <!ENTITY h "&g;&g;&g;&g;&g;&g;&g;&g;&g;&g;">
  <!ENTITY i "&h;&h;&h;&h;&h;&h;&h;&h;&h;&h;">
]>
"""
SUITE = '<testsuites><testsuite name="{}" tests="1" failures="0" errors="0" skipped="0">'
CASE = '<testcase classname="a" name="b" time="0.1">{}</testcase></testsuite></testsuites>\n'
HEAD = '<?xml version="1.0"?>\n'
SARIF = '{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "x"}}, "results": [%s]}]}\n'
COVERAGE = '<coverage line-rate="{}" lines-valid="{}" lines-covered="{}" version="1" timestamp="1">'

FILES = {
    "entity-bomb.junit.xml": BOMB + SUITE.format("t") + CASE.format("<failure>&i;</failure>"),
    "entity-bomb-attribute.junit.xml": BOMB + SUITE.format("&i;") + CASE.format(""),
    "entity-quadratic.junit.xml": HEAD
    + f'<!DOCTYPE testsuites [<!ENTITY a "{"x" * 4000}">]>\n'
    + SUITE.format("t")
    + CASE.format("<failure>" + "&a;" * 4000 + "</failure>"),
    "entity-itself.junit.xml": HEAD
    + '<!DOCTYPE testsuites [<!ENTITY a "&b;"><!ENTITY b "&a;">]>\n'
    + SUITE.format("t")
    + CASE.format("<failure>&a;</failure>"),
    "entity-external.junit.xml": HEAD
    + '<!DOCTYPE testsuites [<!ENTITY a SYSTEM "file:///etc/hostname">]>\n'
    + SUITE.format("t")
    + CASE.format("<failure>&a;</failure>"),
    "entity-parameter.junit.xml": HEAD
    + '<!DOCTYPE testsuites [<!ENTITY % a SYSTEM "file:///etc/hostname"> %a;]>\n'
    + SUITE.format("t")
    + CASE.format(""),
    "entity-external.cobertura.xml": HEAD
    + '<!DOCTYPE coverage SYSTEM "file:///etc/hostname">\n'
    + COVERAGE.format("1", "1", "1")
    + "<packages/></coverage>\n",
    "entity-undeclared.junit.xml": HEAD + SUITE.format("t") + CASE.format("&nothing;"),
    "include.junit.xml": HEAD
    + SUITE.format("t")
    + CASE.format(
        '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" '
        'href="file:///etc/hostname" parse="text"/>'
    ),
    "truncated.junit.xml": (HEAD + SUITE.format("t") + CASE.format(""))[:-40],
    "truncated.cobertura.xml": HEAD + COVERAGE.format("0.9", "10", "9") + "<packages><pack",
    "trailing.junit.xml": HEAD + SUITE.format("t") + CASE.format("") + "<testsuites/>\n",
    "deep.junit.xml": HEAD + "<testsuites>" + "<testsuite>" * 5000,
    "deep-closed.junit.xml": HEAD
    + "<testsuites>"
    + "<testsuite>" * 2000
    + "</testsuite>" * 2000
    + "</testsuites>\n",
    "counts-lie.junit.xml": HEAD
    + '<testsuites><testsuite name="t" tests="1" failures="0" errors="0" skipped="0">'
    + CASE.format('<failure message="broken"/>'),
    "counts-huge.junit.xml": HEAD
    + '<testsuites><testsuite name="t" tests="99999999999999999999" failures="-1" '
    + 'errors="0x1" skipped="">'
    + CASE.format(""),
    "time-nonsense.junit.xml": HEAD
    + SUITE.format("t")
    + '<testcase classname="a" name="b" time="NaN"/><testcase classname="a" name="c" '
    'time="1e999"/><testcase classname="a" name="d" time="-5"/></testsuite></testsuites>\n',
    "control-characters.junit.xml": HEAD
    + SUITE.format("t")
    + CASE.format("<failure>\x1b[2J\x07</failure>"),
    "escape-in-name.junit.xml": HEAD + SUITE.format("a\u202eb&#x9b;2J\u2028c") + CASE.format(""),
    "no-declared-root.xml": HEAD + "<html><body>404 Not Found</body></html>\n",
    "rates-nonsense.cobertura.xml": HEAD
    + COVERAGE.format("NaN", "-1", "99999999999999999999")
    + '<packages><package name="p" line-rate="1e999"><classes/></package></packages>'
    "</coverage>\n",
    "rates-over-one.cobertura.xml": HEAD
    + COVERAGE.format("1.5", "10", "15")
    + "<packages/></coverage>\n",
    "truncated.lcov": "SF:flights/train.py\nDA:1,1\nDA:2,0\nLF:2\n",
    "nonsense.lcov": "SF:a.py\nDA:0,1\nDA:-1,1\nDA:99999999999999999999,1\nDA:2,1e999\n"
    "LF:1\nLH:7\nend_of_record\n",
    "truncated.sarif": SARIF[:-30],
    "trailing.sarif": SARIF % "" + "{}\n",
    "results-null.sarif": SARIF.replace("[%s]", "null"),
    "duplicate-keys.sarif": SARIF.replace("[%s]", '[{"level": "error"}], "results": []'),
    "duplicate-keys.metrics.json": '{"accuracy": 0.5, "accuracy": 0.99}\n',
    "duplicate-keys-escaped.metrics.json": '{"accuracy": 0.5, "accur\\u0061cy": 0.99}\n',
    "deep.json": "[" * 20000 + "]" * 20000,
    "deep-objects.json": '{"a":' * 9000,
    "nan.metrics.json": '{"accuracy": NaN, "loss": Infinity}\n',
    "huge-number.metrics.json": '{"accuracy": 1e999, "rows": 99999999999999999999999999}\n',
    "tiny-number.metrics.json": '{"accuracy": 1e-999}\n',
    "long-number.metrics.json": '{"accuracy": 0.' + "9" * 5000 + "}\n",
    "half-surrogate.metrics.json": '{"name": "\\ud800", "accuracy": 0.9}\n',
    "control-characters.metrics.json": '{"na\\u0000me\\u001b[2J": 0.9}\n',
    "comments.metrics.json": '{"accuracy": 0.9, /* measured */ }\n',
    "empty.json": "",
    "only-space.json": " \n",
    "true-for-number.metrics.json": '{"accuracy": true}\n',
    "formula.locust.csv": 'Type,Name\nGET,"=HYPERLINK(""http://localhost"",""x"")"\n',
    "ragged.csv": "chunk,value\n[0:99],0.5\n[100:199]\n[200:299],0.5,0.7\n",
    "open-quote.csv": 'chunk,value\n"[0:99],0.5\n',
}

BYTES = {
    "not-utf8.junit.xml": (HEAD + SUITE.format("t") + CASE.format("")).encode().replace(
        b'"t"', b'"\xff\xfe"'
    ),
    "utf16.junit.xml": (
        '<?xml version="1.0" encoding="UTF-16"?>\n' + SUITE.format("t") + CASE.format("")
    ).encode("utf-16"),
    "utf7.junit.xml": (
        '<?xml version="1.0" encoding="UTF-7"?>\n' + SUITE.format("t") + CASE.format("")
    ).encode(),
    "not-utf8.metrics.json": b'{"accur\xff\xfecy": 0.9}\n',
    "byte-order-mark.metrics.json": b'\xef\xbb\xbf{"accuracy": 0.9}\n',
    "nul.metrics.json": b'{"accuracy": 0.9}\x00\n',
    "gzip-named.json": bytes.fromhex("1f8b0800000000000003ab0e00cd56d6f502000000")[:16],
}


def main():
    for name, text in FILES.items():
        keep_text(text, f"hostile/{name}")
    for name, data in BYTES.items():
        (FIXTURES / "hostile" / name).write_bytes(data)
        print(f"hostile/{name}: {len(data)} bytes")


main()
