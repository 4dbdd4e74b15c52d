import Documents
import Testing

@Suite struct WebAddressTests {
  @Test(arguments: [
    "https://example.org", "http://example.org/", "https://example.org:8443/a/b?c=d&e=%20#f",
    "HTTPS://Example.ORG/a", "http://localhost/x", "http://127.0.0.1:80/", "http://[::1]/x",
    "https://[2001:db8::1]:443/", "https://bücher.example/ä", "https://a_b.example.org",
  ])
  func `an address of the web has nothing wrong with it`(text: String) {
    #expect(WebAddress.isMeant(by: text))
    #expect(WebAddress.fault(in: text) == nil)
  }

  @Test(arguments: [
    ("ftp://example.org", "not http"), ("s3://bucket/key", "not http"),
    ("file:///etc/passwd", "not http"), ("https://", "no host"), ("https:///a", "no host"),
    ("https://a..b/", "no host"), ("https://-a.org", "no host"), ("https://a b.org", "blank"),
    ("https://example.org/a b", "blank"), ("https://example.org/\u{7}", "blank"),
    ("https://me:secret@example.org/", "user name"), ("https://example.org:0/", "port"),
    ("https://example.org:99999/", "port"), ("https://example.org:/", "port"),
    ("https://example.org/%2", "'%'"), ("https://example.org/%zz", "'%'"),
    ("http://[::1", "no host"), ("https://" + String(repeating: "a", count: 2_000), "2,000"),
  ])
  func `an address that cannot be one is told why`(text: String, reason: String) {
    #expect(WebAddress.isMeant(by: text))
    #expect(WebAddress.fault(in: text)?.contains(reason) == true)
  }

  @Test(arguments: ["docs/a.md", "a:b", "docs/x://y", "://", "C:/a", ""])
  func `a path is not taken for an address`(text: String) {
    #expect(!WebAddress.isMeant(by: text))
  }
}
