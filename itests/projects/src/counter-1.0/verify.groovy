String log = new File(basedir, 'build.log').text
assert log.contains('no version of com.acme:counter below 1.0.0 was released')
String report = new File(basedir, 'target/baton/check.txt').text
assert report.contains('a load, without another version')
assert report.contains('the upgrade is possible: errors 0, warnings 0')
