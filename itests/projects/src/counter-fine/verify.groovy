String log = new File(basedir, 'build.log').text
assert log.contains('up, from the released version 1.0.0 to the built version')
String report = new File(basedir, 'target/baton/check.txt').text
assert report.contains('State.count is converted: int to long')
assert report.contains('State.step is new and has a default: "1"')
assert report.contains('State.count depends on the value: long to int')
assert report.contains('State.step is dropped')
assert report.contains('the upgrade is possible: errors 0, warnings 0')
