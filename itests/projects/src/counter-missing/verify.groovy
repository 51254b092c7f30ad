String log = new File(basedir, 'build.log').text
assert log.contains('the released version 0.5.0 of com.acme:counter is in none of the project')
