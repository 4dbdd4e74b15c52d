import Readiness
import Testing

/// What counts as a test that runs and asserts something of a result.
@Suite struct PythonTestTests {
  private func isTest(_ code: String) throws -> Bool {
    let texts = [
      "src/features.py": "def make(rows): ...\n",
      ".github/workflows/ci.yml": Look.workflow(on: "[push]", "pytest"),
      "tests/test_features.py": "from src.features import make\n" + code,
    ]
    return try Look("feature.code-tested", in: texts).status == .pass
  }

  @Test(arguments: [
    "def test_a():\n    assert make(rows).shape == (3, 2)\n",
    "def test_a(): assert make(rows)[0] > 1\n",
    "async def test_a():\n    assert all(make(rows))\n",
    "def test_a():\n    assert 'age' in columns, message\n",
    "def test_a():\n    assert result is True\n",
    "def test_a():\n    np.testing.assert_allclose(make(rows), stored)\n",
    "def test_a():\n    with pytest.raises(ValueError):\n        make(None)\n",
    "def test_a():\n    store.save.assert_called_once()\n",
    "def test_a():\n    check(make(rows))\n\ndef check(made):\n    assert made.size == 6\n",
    "class TestMake:\n    def test_a(self):\n        self.assertEqual(make(rows), stored)\n",
    "@pytest.mark.skipif(on_windows)\ndef test_a():\n    assert make(rows) == 1\n",
    "def test_a():\n    if slow:\n        return\n    assert make(rows) == 1\n",
    "@pytest.mark.skip\ndef test_b(): ...\n\ndef test_a():\n    assert make(rows) == 1\n",
  ])
  func `a test asserts something of a result`(_ code: String) throws {
    #expect(try isTest(code))
  }

  @Test(arguments: [
    "def test_a(): pass\n", "def test_a():\n    make(rows)\n",
    "def test_a():\n    assert True\n", "def test_a():\n    assert 1 == 1\n",
    "def test_a():\n    assert make\n", "def test_a():\n    assert make is not None\n",
    "def test_a():\n    assert make and rows, str(rows)\n",
    "def test_a():\n    assert callable(make)\n",
    "def test_a():\n    self.assertTrue(True)\n",
    "def check():\n    assert make(rows) == 1\n",
    "@pytest.mark.skip(reason='later')\ndef test_a():\n    assert make(rows) == 1\n",
    "@pytest.mark.xfail\ndef test_a():\n    assert make(rows) == 1\n",
    "@unittest.skip('later')\nclass TestA:\n    def test_a(self):\n        assert make(rows) == 1\n",
    "pytestmark = pytest.mark.skip\n\ndef test_a():\n    assert make(rows) == 1\n",
    "pytest.skip('later', allow_module_level=True)\ndef test_a():\n    assert make(rows) == 1\n",
    "def test_a():\n    pytest.skip('later')\n    assert make(rows) == 1\n",
    "def test_a():\n    return\n    assert make(rows) == 1\n",
  ])
  func `a test that is skipped, or asserts nothing of a result, shows nothing`(
    _ code: String
  ) throws {
    #expect(try !isTest(code))
  }
}
