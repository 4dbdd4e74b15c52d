import Readiness
import Testing

/// Tests as requirements name them, and as reports do.
@Suite struct TestNameTests {
  @Test(
    arguments: [
      ("tests/test_a.py::test_b", "tests.test_a", "test_b", nil, true),
      ("tests/test_a.py::test_b", "tests.test_a", "test_b[3-x]", nil, true),
      ("tests/test_a.py::test_b[3-x]", "tests.test_a", "test_b[4-x]", nil, false),
      ("tests/test_a.py::test_b", "tests.test_a", "test_bc", nil, false),
      ("tests/test_a.py::test_b", "tests.test_c", "test_b", nil, false),
      ("tests/test_a.py::test_b", "service.tests.test_a", "test_b", nil, true),
      ("tests/test_a.py::test_b", "test_a", "test_b", nil, false),
      ("service/tests/test_a.py::test_b", "tests.test_a", "test_b", nil, true),
      ("tests/test_a.py::TestC::test_b", "tests.test_a.TestC", "test_b", nil, true),
      ("tests/test_a.py::TestC::test_b", "tests.test_a", "test_b", nil, false),
      ("tests/test_a.py::test_b", "tests.test_a.TestC", "test_b", nil, false),
      ("tests/test_a.py", "tests.test_a.TestC", "test_b", nil, true),
      ("tests/test_a.py", "tests.test_ab", "test_b", nil, false),
      ("tests/test_a.py::test_b", nil, "test_b", "tests/test_a.py", true),
      ("tests/test_a.py::test_b", nil, "test_b", "x/tests/test_a.py", true),
      ("tests/test_a.py::test_b", "tests.test_a", "test_b", "tests/test_c.py", false),
      ("tests/test_a.py::test_b", nil, "test_b", nil, false),
    ] as [(String, String?, String, String?, Bool)])
  func `a case is the test that is named, or is not`(
    written: String, suite: String?, name: String, path: String?, isIt: Bool
  ) {
    #expect(TestName(written).matches(suite: suite, name: name, path: path) == isIt)
  }

  @Test func `a name is taken apart, and put together again`() {
    let name = TestName("tests/a.py::TestC::test_b[1]")
    #expect(name.file == "tests/a.py" && name.parts == ["TestC", "test_b[1]"])
    #expect(name.words == ["TestC", "test_b"] && "\(name)" == "tests/a.py::TestC::test_b[1]")
    #expect(TestName("").file == "" && TestName("::").parts == [])
  }
}
