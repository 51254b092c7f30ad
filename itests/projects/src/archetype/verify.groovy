File tutorial = new File(basedir, '../../../../../examples/tutorial')
File made = new File(basedir, 'tickets')
def files
files = { File folder -> folder.listFiles().collectMany { it.directory ? files(it) : [it] } }
def text = { File file -> file.readLines().findAll { !(it ==~ / *\/\/ (end)?region.*/) } }
['1.0.0': made, '1.1.0': new File(made, 'next')].each { version, project ->
  def expected = files(new File(tutorial, "$version/src")) + new File(tutorial, "$version/pom.xml")
  assert expected.size() > 5
  expected.each { file ->
    def name = new File(tutorial, version).toPath().relativize(file.toPath()).toString()
    assert text(new File(project, name)) == text(file)
  }
}
def readme = new File(made, 'README.md').text
assert readme.contains('tickets')
assert !readme.contains('$')
