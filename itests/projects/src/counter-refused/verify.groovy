String log = new File(basedir, 'build.log').text
assert log.contains('BUILD FAILURE')
assert log.contains('counter 2.0.0 cannot replace what was released')
assert log.contains('error: com/acme/counter/CounterModule.java:')
assert log.contains('State.owner does not cross')
String report = new File(basedir, 'target/baton/check.txt').text
assert report.contains('the upgrade would be refused: errors 1')
