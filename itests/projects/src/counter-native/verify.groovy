String log = new File(basedir, 'build.log').text
assert log.contains('the check of the upgrade has warnings, and failOnWarning is set')
assert log.contains('the method seed is native')
assert log.contains('adds a shutdown hook, and nothing in the jar calls removeShutdownHook')
assert log.contains('counter 2.0.0 stays in memory after its purge, held by:')
