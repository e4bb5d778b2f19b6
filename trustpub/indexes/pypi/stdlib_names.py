"""Names that PyPI keeps for the standard library, of all Pythons from 2.6 to 3.14. Data only.

Written from stdlib-list 0.12.0 the way warehouse makes STDLIB_PROHIBITED of it (warehouse,
packaging/services.py): every module and its parents, canonical, without marks at the ends.
"""

from functools import cache

ALONE = """
abc abcoll aepack aetools aetypes aifc al annotationlib antigravity anydbm applesingle argparse
array asynchat asyncore atexit audiodev audioop autogil base64 basehttpserver bastion bdb binascii
binhex bisect blake2 bootlocale bootsubprocess buildtools builtin builtins bz2 calendar canvas cd
cfmfile cgi cgihttpserver cgitb chunk cmath cmd code codeop colorize colorpicker colorsys commands
compileall configparser contextlib contextvars cookie cookielib copyreg cpickle cprofile crypt
cstringio csv dataclasses datetime dbhash decimal device dialog difflib dircache dis dl doctest
docxmlrpcserver dumbdbm easydialogs elementtree enum errno exceptions faulthandler fcntl filecmp
filedialog fileinput findertools fixtk fl flp fm fnmatch formatter fpectl fpformat fractions
framework ftplib functools gc gdbm genericpath gensuitemodule getopt getpass gettext gl glob
graphlib grp gzip hashlib heapq hmac htmlentitydefs htmllib htmlparser httplib ic icopen ihooks
imageop imaplib imgfile imghdr imp imputil inspect interpchannels interpqueues interpreters io
ipaddress itertools jpeg keyword linecache linuxaudiodev locale lsprof lwpcookiejar lzma macerrors
macos macostools macpath macresource macurl2path mailbox mailcap main markupbase marshal math md5
mhlib mimetools mimetypes mimewriter mimify miniaeframe mmap modulefinder mozillacookiejar msi
msilib msvcrt multibytecodec multifile mutex nav netrc new nis nntplib nt ntpath nturl2path
numbers operator optparse os2emxpath ossaudiodev overlapped parser pdb pickle pickletools pipes
pixmapwrapper pkgutil platform plistlib popen2 poplib posix posixfile posixpath posixshmem
posixsubprocess pprint profile pstats pty pwd pyclbr pydatetime pydecimal pyio pylong queue quopri
random readline repr reprlib resource rexec rfc822 rlcompleter robotparser runpy sched scproxy
scrolledtext secrets select selectors sets sgmllib sha sha1 sha2 sha256 sha3 sha512 shelve shlex
shutil signal simpledialog simplehttpserver simplexmlrpcserver site sitebuiltins smtpd smtplib
sndhdr socket socketserver spwd ssl stat statistics statvfs stringio stringold stringprep strop
strptime struct subprocess suggestions sunau sunaudio sunaudiodev symbol symtable sys syslog
tabnanny tarfile telnetlib tempfile termios testbuffer testcapi testimportmultiple
testinternalcapi testmultiphase textwrap this thread time timeit tix tkcolorchooser tkcommondialog
tkconstants tkdnd tkfiledialog tkfont tkmessagebox tksimpledialog toaiff token tokenize trace
traceback tracemalloc ttk tty turtle types unicodedata urllib2 urlparse user userdict userlist
userstring uu uuid videoreader w warnings wave weakref weakrefset webbrowser whichdb winapi winreg
winsound wmi xdrlib xmllib xmlrpclib xxlimited xxsubinterpreters xxsubtype xxtestfuzz zipapp
zipimport zlib zstd
"""

# `top: rest ...` stands for `top-rest`; `.` is `top` itself.
WITH_MODULES = """
aix: support
android: support
apple: support
ast: . unparse
asyncio: . base-events base-futures base-subprocess base-tasks compat constants coroutines events
  exceptions format-helpers futures graph locks log main mixins proactor-events protocols queues
  runners selector-events sslproto staggered streams subprocess taskgroups tasks test-utils
  threads timeouts tools transports trsock unix-events windows-events windows-utils
bsddb: . db dbobj dbrecio dbshelve dbtables dbutils test test-test-all test-test-associate
  test-test-basics test-test-compare test-test-compat test-test-cursor-pget-bug test-test-db
  test-test-dbenv test-test-dbobj test-test-dbshelve test-test-dbtables
  test-test-distributed-transactions test-test-early-close test-test-fileid test-test-get-none
  test-test-join test-test-lock test-test-misc test-test-pickle test-test-queue test-test-recno
  test-test-replication test-test-sequence test-test-thread
carbon: . ae ah app appearance carbonevents carbonevt cf cg cm components controlaccessor controls
  corefounation coregraphics ctl dialogs dlg drag dragconst events evt file files fm folder
  folders fonts help ibcarbon ibcarbonruntime icns icons launch launchservices list lists machelp
  mediadescr menu menus mlte osa osaconst qd qdoffs qdoffscreen qt quickdraw quicktime res
  resources scrap snd sound te textedit win windows
codecs: . cn hk iso2022 jp kr tw
collections: . abc main
compat: pickle
compiler: . ast consts future misc pyassem pycodegen symbols syntax transformer visitor
compression: . bz2 common common-streams gzip lzma zlib zstd zstd-zstdfile
concurrent: . futures futures-base futures-interpreter futures-process futures-thread interpreters
  interpreters-crossinterp interpreters-queues
copy: . reg
ctypes: . aix endian layout macholib macholib-dyld macholib-dylib macholib-framework test
  test-main test-runtests test-test-anon test-test-array-in-pointer test-test-arrays
  test-test-as-parameter test-test-bitfields test-test-buffers test-test-bytes test-test-byteswap
  test-test-callbacks test-test-cast test-test-cfuncs test-test-checkretval test-test-delattr
  test-test-errno test-test-find test-test-frombuffer test-test-funcptr test-test-functions
  test-test-incomplete test-test-init test-test-internals test-test-keeprefs test-test-libc
  test-test-loading test-test-macholib test-test-memfunctions test-test-numbers test-test-objects
  test-test-parameters test-test-pep3118 test-test-pickling test-test-pointers
  test-test-prototypes test-test-python-api test-test-random-things test-test-refcounts
  test-test-repr test-test-returnfuncptrs test-test-simplesubclasses test-test-sizes
  test-test-slicing test-test-stringptr test-test-strings test-test-struct-fields
  test-test-structures test-test-unaligned-structures test-test-unicode test-test-values
  test-test-varsize-struct test-test-win32 test-test-wintypes util wintypes
curses: . ascii has-key panel textpad wrapper
dbm: . dumb gnu ndbm sqlite3
distutils: . archive-util bcppcompiler ccompiler cmd collections command command-bdist
  command-bdist-dumb command-bdist-msi command-bdist-packager command-bdist-rpm
  command-bdist-wininst command-build command-build-clib command-build-ext command-build-py
  command-build-scripts command-check command-clean command-config command-framework-compat
  command-install command-install-data command-install-egg-info command-install-headers
  command-install-lib command-install-scripts command-py37compat command-register command-sdist
  command-upload config core cygwinccompiler debug dep-util dir-util dist emxccompiler errors
  extension fancy-getopt file-util filelist functools log macos-compat msvc9compiler msvccompiler
  mwerkscompiler py38compat py39compat spawn sysconfig tests tests-setuptools-build-ext
  tests-setuptools-extension tests-support tests-test-archive-util tests-test-bdist
  tests-test-bdist-dumb tests-test-bdist-msi tests-test-bdist-rpm tests-test-bdist-wininst
  tests-test-build tests-test-build-clib tests-test-build-ext tests-test-build-py
  tests-test-build-scripts tests-test-ccompiler tests-test-check tests-test-clean tests-test-cmd
  tests-test-config tests-test-config-cmd tests-test-core tests-test-cygwinccompiler
  tests-test-dep-util tests-test-dir-util tests-test-dist tests-test-extension
  tests-test-file-util tests-test-filelist tests-test-install tests-test-install-data
  tests-test-install-headers tests-test-install-lib tests-test-install-scripts tests-test-log
  tests-test-msvc9compiler tests-test-msvccompiler tests-test-register tests-test-sdist
  tests-test-spawn tests-test-sysconfig tests-test-text-file tests-test-unixccompiler
  tests-test-upload tests-test-util tests-test-version tests-test-versionpredicate text-file
  unixccompiler util version versionpredicate
dummy: thread threading
email: . base64mime charset contentmanager encoded-words encoders errors feedparser generator
  header header-value-parser headerregistry iterators message mime mime-application mime-audio
  mime-base mime-image mime-message mime-multipart mime-nonmultipart mime-text parseaddr parser
  policy policybase quoprimime test test-test-email test-test-email-codecs
  test-test-email-codecs-renamed test-test-email-renamed test-test-email-torture utils
encodings: . aliases ascii base64-codec big5 big5hkscs builtin bz2-codec charmap codecs cp037
  cp1006 cp1026 cp1125 cp1140 cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 cp273
  cp424 cp437 cp500 cp65001 cp720 cp737 cp775 cp850 cp852 cp855 cp856 cp857 cp858 cp860 cp861
  cp862 cp863 cp864 cp865 cp866 cp869 cp874 cp875 cp932 cp949 cp950 encodings euc-jis-2004
  euc-jisx0213 euc-jp euc-kr gb18030 gb2312 gbk hex-codec hp-roman8 hz idna iso2022-jp
  iso2022-jp-1 iso2022-jp-2 iso2022-jp-2004 iso2022-jp-3 iso2022-jp-ext iso2022-kr iso8859-1
  iso8859-10 iso8859-11 iso8859-13 iso8859-14 iso8859-15 iso8859-16 iso8859-2 iso8859-3 iso8859-4
  iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-9 johab koi8-r koi8-t koi8-u kz1048 latin-1
  mac-arabic mac-centeuro mac-croatian mac-cyrillic mac-farsi mac-greek mac-iceland mac-latin2
  mac-roman mac-romanian mac-turkish mbcs oem palmos ptcp154 punycode quopri-codec
  raw-unicode-escape rot-13 shift-jis shift-jis-2004 shift-jisx0213 string-escape tis-620
  undefined unicode-escape unicode-internal utf-16 utf-16-be utf-16-le utf-32 utf-32-be utf-32-le
  utf-7 utf-8 utf-8-sig uu-codec win-cp-codecs zlib-codec
ensurepip: . bundled main uninstall
frozen: importlib importlib-external
future: . builtins
hotshot: . log stats stones
html: . entities parser
http: . client cookiejar cookies server
idlelib: . aboutdialog autocomplete autocomplete-w autocompletewindow autoexpand bindings browser
  calltip calltip-w calltips calltipwindow classbrowser codecontext colordelegator colorizer
  config config-key configdialog confighandler confighelpsourceedit configsectionnamedialog
  debugger debugger-r debugobj debugobj-r delegator dynoption dynoptionmenuwidget editor
  editorwindow filelist format formatparagraph grep grepdialog help help-about history hyperparser
  idle idle-test idle-test-htest idle-test-mock-idle idle-test-mock-tk idle-test-template
  idle-test-test-autocomplete idle-test-test-autocomplete-w idle-test-test-autoexpand
  idle-test-test-browser idle-test-test-calltip idle-test-test-calltip-w idle-test-test-calltips
  idle-test-test-codecontext idle-test-test-colorizer idle-test-test-config
  idle-test-test-config-help idle-test-test-config-key idle-test-test-config-name
  idle-test-test-configdialog idle-test-test-debugger idle-test-test-debugger-r
  idle-test-test-debugobj idle-test-test-debugobj-r idle-test-test-delegator
  idle-test-test-editmenu idle-test-test-editor idle-test-test-filelist idle-test-test-format
  idle-test-test-formatparagraph idle-test-test-grep idle-test-test-help idle-test-test-help-about
  idle-test-test-helpabout idle-test-test-history idle-test-test-hyperparser
  idle-test-test-idlehistory idle-test-test-io idle-test-test-iomenu idle-test-test-macosx
  idle-test-test-mainmenu idle-test-test-multicall idle-test-test-outwin idle-test-test-paragraph
  idle-test-test-parenmatch idle-test-test-pathbrowser idle-test-test-percolator
  idle-test-test-pyparse idle-test-test-pyshell idle-test-test-query idle-test-test-redirector
  idle-test-test-replace idle-test-test-replacedialog idle-test-test-rpc idle-test-test-rstrip
  idle-test-test-run idle-test-test-runscript idle-test-test-scrolledlist idle-test-test-search
  idle-test-test-searchbase idle-test-test-searchdialog idle-test-test-searchdialogbase
  idle-test-test-searchengine idle-test-test-sidebar idle-test-test-squeezer
  idle-test-test-stackviewer idle-test-test-statusbar idle-test-test-text idle-test-test-textview
  idle-test-test-tooltip idle-test-test-tree idle-test-test-undo idle-test-test-undodelegator
  idle-test-test-util idle-test-test-warning idle-test-test-widgetredir idle-test-test-window
  idle-test-test-zoomheight idle-test-test-zzdummy idle-test-tkinter-testing-utils idlehistory
  idlever iobinding iomenu keybindingdialog macosx macosxsupport main mainmenu multicall
  multistatusbar objectbrowser outputwindow outwin paragraph parenmatch pathbrowser percolator
  pyclbr pyparse pyshell query redirector remotedebugger remoteobjectbrowser replace replacedialog
  rpc rstrip rstripextension run runscript scriptbinding scrolledlist search searchbase
  searchdialog searchdialogbase searchengine sidebar squeezer stackviewer statusbar tabbedpages
  textview tooltip tree treewidget undo undodelegator util widgetredirector window windowlist
  zoomheight zzdummy
importlib: . abc adapters bootstrap bootstrap-external common machinery metadata metadata-adapters
  metadata-collections metadata-diagnose metadata-functools metadata-itertools metadata-meta
  metadata-text readers resources resources-abc resources-adapters resources-common
  resources-functional resources-itertools resources-legacy resources-readers resources-simple
  simple util
ios: support
json: . decoder encoder json main re scanner struct sys tests tests-test-check-circular
  tests-test-decode tests-test-default tests-test-dump tests-test-encode-basestring-ascii
  tests-test-fail tests-test-float tests-test-indent tests-test-pass1 tests-test-pass2
  tests-test-pass3 tests-test-recursion tests-test-scanstring tests-test-separators
  tests-test-speedups tests-test-tool tests-test-unicode tool
lib: . libpython3
lib2to3: . btm-matcher btm-utils fixer-base fixer-util fixes fixes-fix-apply fixes-fix-asserts
  fixes-fix-basestring fixes-fix-buffer fixes-fix-callable fixes-fix-dict fixes-fix-except
  fixes-fix-exec fixes-fix-execfile fixes-fix-exitfunc fixes-fix-filter fixes-fix-funcattrs
  fixes-fix-future fixes-fix-getcwdu fixes-fix-has-key fixes-fix-idioms fixes-fix-import
  fixes-fix-imports fixes-fix-imports2 fixes-fix-input fixes-fix-intern fixes-fix-isinstance
  fixes-fix-itertools fixes-fix-itertools-imports fixes-fix-long fixes-fix-map fixes-fix-metaclass
  fixes-fix-methodattrs fixes-fix-ne fixes-fix-next fixes-fix-nonzero fixes-fix-numliterals
  fixes-fix-operator fixes-fix-paren fixes-fix-print fixes-fix-raise fixes-fix-raw-input
  fixes-fix-reduce fixes-fix-reload fixes-fix-renames fixes-fix-repr fixes-fix-set-literal
  fixes-fix-standarderror fixes-fix-sys-exc fixes-fix-throw fixes-fix-tuple-params fixes-fix-types
  fixes-fix-unicode fixes-fix-urllib fixes-fix-ws-comma fixes-fix-xrange fixes-fix-xreadlines
  fixes-fix-zip main patcomp pgen2 pgen2-conv pgen2-driver pgen2-grammar pgen2-literals
  pgen2-parse pgen2-pgen pgen2-token pgen2-tokenize pygram pytree refactor tests tests-data
  tests-data-bom tests-data-crlf tests-data-different-encoding tests-data-false-encoding
  tests-data-fixers tests-data-fixers-bad-order tests-data-fixers-myfixes
  tests-data-fixers-myfixes-fix-explicit tests-data-fixers-myfixes-fix-first
  tests-data-fixers-myfixes-fix-last tests-data-fixers-myfixes-fix-parrot
  tests-data-fixers-myfixes-fix-preorder tests-data-fixers-no-fixer-cls
  tests-data-fixers-parrot-example tests-data-infinite-recursion tests-data-py2-test-grammar
  tests-data-py3-test-grammar tests-main tests-pytree-idempotency tests-support
  tests-test-all-fixers tests-test-fixers tests-test-main tests-test-parser tests-test-pytree
  tests-test-refactor tests-test-util
logging: . config handlers
multiprocessing: . connection context dummy dummy-connection forking forkserver heap managers pool
  popen-fork popen-forkserver popen-spawn-posix popen-spawn-win32 process queues reduction
  resource-sharer resource-tracker semaphore-tracker shared-memory sharedctypes spawn synchronize
  util
opcode: . metadata
os: . path
osx: support
pathlib: . abc local os types
peg: parser
phello: . foo
py: abc compile warnings
pydoc: . data data-topics
pyexpat: . errors model
pyrepl: . base-eventqueue commands completing-reader console curses fancy-termios
  historical-reader input keymap main minimal-curses module-completer pager reader readline
  simple-interact terminfo threading-handler trace types unix-console unix-eventqueue utils
  windows-console windows-eventqueue
re: . casefix compiler constants parser
remote: debugging
sqlite3: . dbapi2 dump main test test-backup test-dbapi test-dump test-factory test-hooks
  test-py25tests test-regression test-transactions test-types test-userfunctions
sre: . compile constants parse
string: . templatelib
sysconfig: . main
sysconfigdata: . x86-64-conda-cos6-linux-gnu x86-64-conda-linux-gnu
test: . ann-module ann-module2 ann-module3 ann-module5 ann-module6 ann-module7 audiotests
  audit-tests autotest bad-coding bad-coding2 bad-coding3 bad-getattr bad-getattr2 bad-getattr3
  badsyntax-3131 badsyntax-async1 badsyntax-async2 badsyntax-async3 badsyntax-async4
  badsyntax-async5 badsyntax-async6 badsyntax-async7 badsyntax-async8 badsyntax-future10
  badsyntax-future3 badsyntax-future4 badsyntax-future5 badsyntax-future6 badsyntax-future7
  badsyntax-future8 badsyntax-future9 badsyntax-nocaret badsyntax-pep3120 bisect bisect-cmd
  buffer-tests bytecode-helper coding20731 curses-tests dataclass-module-1 dataclass-module-1-str
  dataclass-module-2 dataclass-module-2-str dataclass-textanno datetimetester dis-module
  doctest-aliases double-const dtracedata dtracedata-call-stack dtracedata-gc dtracedata-instance
  dtracedata-line eintrdata eintrdata-eintr-tester encoded-modules
  encoded-modules-module-iso-8859-1 encoded-modules-module-koi8-r final-a final-b fork-wait
  future-test1 future-test2 gdb-sample good-getattr imp-dummy infinite-reload inspect-fodder
  inspect-fodder2 libregrtest libregrtest-cmdline libregrtest-main libregrtest-pgo
  libregrtest-refleak libregrtest-runtest libregrtest-runtest-mp libregrtest-save-env
  libregrtest-setup libregrtest-utils libregrtest-win-utils list-tests lock-tests main
  make-ssl-certs mapping-tests memory-watchdog mock-backport mock-socket mod-generics-cache
  mp-fork-bomb mp-preload multibytecodec-support outstanding-bugs pickletester profilee
  pyclbr-input pydoc-mod pydocfodder pystone pythoninfo re-tests regrtest relimport reperf
  sample-doctest sample-doctest-no-docstrings sample-doctest-no-doctests script-helper seq-tests
  signalinterproctester sortperf ssl-servers ssltests string-tests subprocessdata
  subprocessdata-fd-status subprocessdata-input-reader subprocessdata-qcat subprocessdata-qgrep
  subprocessdata-sigchild-ignore support support-bytecode-helper support-hashlib-helper
  support-logging-helper support-script-helper support-socket-helper support-testresult
  support-warnings-helper symlink-support test-abc test-abstract-numbers test-aepack test-aifc
  test-al test-all test-anydbm test-applesingle test-argparse test-array test-ascii-formatd
  test-asdl-parser test-ast test-asyncgen test-asynchat test-asyncio test-asyncio-echo
  test-asyncio-echo2 test-asyncio-echo3 test-asyncio-functional test-asyncio-main
  test-asyncio-test-asyncio-waitfor test-asyncio-test-base-events test-asyncio-test-buffered-proto
  test-asyncio-test-context test-asyncio-test-events test-asyncio-test-futures
  test-asyncio-test-futures2 test-asyncio-test-locks test-asyncio-test-pep492
  test-asyncio-test-proactor-events test-asyncio-test-protocols test-asyncio-test-queues
  test-asyncio-test-runners test-asyncio-test-selector-events test-asyncio-test-sendfile
  test-asyncio-test-server test-asyncio-test-sock-lowlevel test-asyncio-test-sslproto
  test-asyncio-test-streams test-asyncio-test-subprocess test-asyncio-test-tasks
  test-asyncio-test-threads test-asyncio-test-transports test-asyncio-test-unix-events
  test-asyncio-test-waitfor test-asyncio-test-windows-events test-asyncio-test-windows-utils
  test-asyncio-utils test-asyncore test-atexit test-audioop test-audit test-augassign test-base64
  test-baseexception test-bastion test-bdb test-bigaddrspace test-bigmem test-binascii test-binhex
  test-binop test-bisect test-bool test-bsddb test-bsddb185 test-bsddb3 test-buffer test-bufio
  test-builtin test-bytes test-bz2 test-c-locale-coercion test-calendar test-call test-capi
  test-cd test-cfgparser test-cgi test-cgitb test-charmapcodec test-check-c-globals test-cl
  test-class test-clinic test-cmath test-cmd test-cmd-line test-cmd-line-script test-code
  test-code-module test-codeccallbacks test-codecencodings-cn test-codecencodings-hk
  test-codecencodings-iso2022 test-codecencodings-jp test-codecencodings-kr test-codecencodings-tw
  test-codecmaps-cn test-codecmaps-hk test-codecmaps-jp test-codecmaps-kr test-codecmaps-tw
  test-codecs test-codeop test-coercion test-collections test-colorsys test-commands test-compare
  test-compile test-compileall test-compiler test-complex test-complex-args
  test-concurrent-futures test-configparser test-contains test-context test-contextlib
  test-contextlib-async test-cookie test-cookielib test-copy test-copy-reg test-copyreg
  test-coroutines test-cpickle test-cprofile test-crashers test-crypt test-csv test-ctypes
  test-curses test-dataclasses test-datetime test-dbm test-dbm-dumb test-dbm-gnu test-dbm-ndbm
  test-decimal test-decorators test-defaultdict test-deque test-descr test-descrtut test-devpoll
  test-dict test-dict-version test-dictcomps test-dictviews test-difflib test-dircache test-dis
  test-distutils test-dl test-doctest test-doctest2 test-docxmlrpc test-dtrace test-dumbdbm
  test-dummy-thread test-dummy-threading test-dynamic test-dynamicclassattribute test-eintr
  test-email test-email-codecs test-email-main test-email-renamed test-email-test-asian-codecs
  test-email-test-contentmanager test-email-test-defect-handling test-email-test-email
  test-email-test-encoded-words test-email-test-generator test-email-test-header-value-parser
  test-email-test-headerregistry test-email-test-inversion test-email-test-message
  test-email-test-parser test-email-test-pickleable test-email-test-policy test-email-test-utils
  test-email-torture-test test-embed test-ensurepip test-enum test-enumerate test-eof test-epoll
  test-errno test-exception-hierarchy test-exception-variations test-exceptions test-extcall
  test-faulthandler test-fcntl test-file test-file-eintr test-file2k test-filecmp test-fileinput
  test-fileio test-finalization test-float test-flufl test-fnmatch test-fork1 test-format
  test-fpformat test-fractions test-frame test-frozen test-fstring test-ftplib test-funcattrs
  test-functools test-future test-future-builtins test-future1 test-future2 test-future3
  test-future4 test-future5 test-gc test-gdb test-gdbm test-generator-stop test-generators
  test-genericalias test-genericclass test-genericpath test-genexps test-getargs test-getargs2
  test-getopt test-getpass test-gettext test-gl test-glob test-global test-grammar test-graphlib
  test-grp test-gzip test-hash test-hashlib test-heapq test-hmac test-hotshot test-html
  test-htmllib test-htmlparser test-http-cookiejar test-http-cookies test-httplib test-httpservers
  test-idle test-imageop test-imaplib test-imgfile test-imghdr test-imp test-import
  test-import-data test-import-data-circular-imports test-import-data-circular-imports-basic
  test-import-data-circular-imports-basic2 test-import-data-circular-imports-binding
  test-import-data-circular-imports-binding2 test-import-data-circular-imports-from-cycle1
  test-import-data-circular-imports-from-cycle2 test-import-data-circular-imports-indirect
  test-import-data-circular-imports-rebinding test-import-data-circular-imports-rebinding2
  test-import-data-circular-imports-source test-import-data-circular-imports-subpackage
  test-import-data-circular-imports-subpkg test-import-data-circular-imports-subpkg-subpackage2
  test-import-data-circular-imports-subpkg-util test-import-data-circular-imports-use
  test-import-data-circular-imports-util test-import-data-package
  test-import-data-package-submodule test-import-data-package2
  test-import-data-package2-submodule1 test-import-data-package2-submodule2 test-import-magic
  test-import-main test-importhooks test-importlib test-importlib-abc test-importlib-builtin
  test-importlib-builtin-main test-importlib-builtin-test-finder
  test-importlib-builtin-test-loader test-importlib-builtin-util test-importlib-data
  test-importlib-data01 test-importlib-data01-subdirectory test-importlib-data02
  test-importlib-data02-one test-importlib-data02-two test-importlib-data03
  test-importlib-data03-namespace test-importlib-data03-namespace-portion1
  test-importlib-data03-namespace-portion2 test-importlib-extension test-importlib-extension-main
  test-importlib-extension-test-case-sensitivity test-importlib-extension-test-finder
  test-importlib-extension-test-loader test-importlib-extension-test-path-hook
  test-importlib-extension-util test-importlib-fixtures test-importlib-frozen
  test-importlib-frozen-main test-importlib-frozen-test-finder test-importlib-frozen-test-loader
  test-importlib-import test-importlib-import-main test-importlib-import-test-api
  test-importlib-import-test-caching test-importlib-import-test-fromlist
  test-importlib-import-test-loader test-importlib-import-test-meta-path
  test-importlib-import-test-package test-importlib-import-test-packages
  test-importlib-import-test-path test-importlib-import-test-relative-imports
  test-importlib-import-util test-importlib-main test-importlib-namespace-pkgs
  test-importlib-namespace-pkgs-both-portions test-importlib-namespace-pkgs-both-portions-foo
  test-importlib-namespace-pkgs-both-portions-foo-one
  test-importlib-namespace-pkgs-both-portions-foo-two
  test-importlib-namespace-pkgs-module-and-namespace-package
  test-importlib-namespace-pkgs-module-and-namespace-package-a-test
  test-importlib-namespace-pkgs-not-a-namespace-pkg
  test-importlib-namespace-pkgs-not-a-namespace-pkg-foo
  test-importlib-namespace-pkgs-not-a-namespace-pkg-foo-one test-importlib-namespace-pkgs-portion1
  test-importlib-namespace-pkgs-portion1-foo test-importlib-namespace-pkgs-portion1-foo-one
  test-importlib-namespace-pkgs-portion2 test-importlib-namespace-pkgs-portion2-foo
  test-importlib-namespace-pkgs-portion2-foo-two test-importlib-namespace-pkgs-project1
  test-importlib-namespace-pkgs-project1-parent
  test-importlib-namespace-pkgs-project1-parent-child
  test-importlib-namespace-pkgs-project1-parent-child-one test-importlib-namespace-pkgs-project2
  test-importlib-namespace-pkgs-project2-parent
  test-importlib-namespace-pkgs-project2-parent-child
  test-importlib-namespace-pkgs-project2-parent-child-two test-importlib-namespace-pkgs-project3
  test-importlib-namespace-pkgs-project3-parent
  test-importlib-namespace-pkgs-project3-parent-child
  test-importlib-namespace-pkgs-project3-parent-child-three test-importlib-regrtest
  test-importlib-source test-importlib-source-main test-importlib-source-test-case-sensitivity
  test-importlib-source-test-file-loader test-importlib-source-test-finder
  test-importlib-source-test-path-hook test-importlib-source-test-source-encoding
  test-importlib-source-util test-importlib-stubs test-importlib-test-abc test-importlib-test-api
  test-importlib-test-files test-importlib-test-lazy test-importlib-test-locks
  test-importlib-test-main test-importlib-test-metadata-api test-importlib-test-namespace-pkgs
  test-importlib-test-open test-importlib-test-path test-importlib-test-pkg-import
  test-importlib-test-read test-importlib-test-resource test-importlib-test-spec
  test-importlib-test-threaded-import test-importlib-test-util test-importlib-test-windows
  test-importlib-test-zip test-importlib-threaded-import-hangers test-importlib-util
  test-importlib-zipdata01 test-importlib-zipdata02 test-index test-inspect test-int
  test-int-literal test-io test-ioctl test-ipaddress test-isinstance test-iter test-iterlen
  test-itertools test-json test-json-main test-json-test-decode test-json-test-default
  test-json-test-dump test-json-test-encode-basestring-ascii test-json-test-enum
  test-json-test-fail test-json-test-float test-json-test-indent test-json-test-pass1
  test-json-test-pass2 test-json-test-pass3 test-json-test-recursion test-json-test-scanstring
  test-json-test-separators test-json-test-speedups test-json-test-tool test-json-test-unicode
  test-keyword test-keywordonlyarg test-kqueue test-largefile test-lib2to3 test-linecache
  test-linuxaudiodev test-list test-listcomps test-lltrace test-locale test-logging test-long
  test-long-future test-longexp test-lzma test-macos test-macostools test-macpath test-macurl2path
  test-mailbox test-mailcap test-marshal test-math test-md5 test-memoryio test-memoryview
  test-metaclass test-mhlib test-mimetools test-mimetypes test-mimewriter test-minidom test-mmap
  test-module test-modulefinder test-msilib test-multibytecodec test-multifile
  test-multiprocessing test-multiprocessing-fork test-multiprocessing-forkserver
  test-multiprocessing-main-handling test-multiprocessing-spawn test-mutants test-mutex
  test-named-expressions test-netrc test-new test-nis test-nntplib test-normalization test-ntpath
  test-numeric-tower test-old-mailbox test-opcode test-opcodes test-openpty test-operator
  test-optparse test-ordered-dict test-os test-ossaudiodev test-osx-env test-osx-support
  test-parser test-pathlib test-pdb test-peepholer test-peg-generator test-peg-generator-main
  test-peg-generator-test-c-parser test-peg-generator-test-first-sets
  test-peg-generator-test-pegen test-peg-parser test-pep247 test-pep277 test-pep292 test-pep3120
  test-pep3131 test-pep3151 test-pep352 test-pep380 test-pep479 test-pickle test-picklebuffer
  test-pickletools test-pipes test-pkg test-pkgimport test-pkgutil test-platform test-plistlib
  test-poll test-popen test-popen2 test-poplib test-positional-only-arg test-posix test-posixpath
  test-pow test-pprint test-print test-profile test-property test-pstats test-pty test-pulldom
  test-pwd test-py-compile test-py3kwarn test-pyclbr test-pydoc test-pyexpat test-queue
  test-quopri test-raise test-random test-range test-re test-readline test-regrtest test-repl
  test-repr test-reprlib test-resource test-rfc822 test-richcmp test-rlcompleter test-robotparser
  test-runpy test-sax test-sched test-scope test-script-helper test-scriptpackages test-secrets
  test-select test-selectors test-set test-setcomps test-sets test-sgmllib test-sha test-shelve
  test-shlex test-shutil test-signal test-simplehttpserver test-site test-slice test-smtpd
  test-smtplib test-smtpnet test-sndhdr test-socket test-socketserver test-softspace test-sort
  test-source-encoding test-spwd test-sqlite test-ssl test-startfile test-stat test-statistics
  test-str test-strftime test-string test-string-literals test-stringio test-stringprep
  test-strlit test-strop test-strptime test-strtod test-struct test-structmembers test-structseq
  test-subclassinit test-subprocess test-sunau test-sunaudiodev test-sundry test-super
  test-support test-symbol test-symtable test-syntax test-sys test-sys-setprofile
  test-sys-settrace test-sysconfig test-syslog test-tabnanny test-tarfile test-tcl test-telnetlib
  test-tempfile test-test-support test-textwrap test-thread test-threaded-import
  test-threadedtempfile test-threading test-threading-local test-threadsignals test-time
  test-timeit test-timeout test-tix test-tk test-tokenize test-tools test-tools-main
  test-tools-test-fixcid test-tools-test-gprof2html test-tools-test-i18n test-tools-test-lll
  test-tools-test-md5sum test-tools-test-pathfix test-tools-test-pdeps test-tools-test-pindent
  test-tools-test-reindent test-tools-test-sundry test-tools-test-unparse test-trace
  test-traceback test-tracemalloc test-transformer test-ttk-guionly test-ttk-textonly test-tuple
  test-turtle test-type-comments test-typechecks test-types test-typing test-ucn test-unary
  test-undocumented-details test-unicode test-unicode-file test-unicode-file-functions
  test-unicode-identifiers test-unicodedata test-unittest test-univnewlines test-univnewlines2k
  test-unpack test-unpack-ex test-unparse test-urllib test-urllib-response test-urllib2
  test-urllib2-localnet test-urllib2net test-urllibnet test-urlparse test-userdict test-userlist
  test-userstring test-utf8-mode test-utf8source test-uu test-uuid test-venv test-wait3 test-wait4
  test-warnings test-warnings-data test-warnings-data-import-warning test-warnings-data-stacklevel
  test-warnings-main test-wave test-weakref test-weakset test-webbrowser test-whichdb
  test-winconsoleio test-winreg test-winsound test-with test-wsgiref test-xdrlib
  test-xml-dom-minicompat test-xml-etree test-xml-etree-c test-xmllib test-xmlrpc test-xmlrpc-net
  test-xpickle test-xrange test-xxsubinterpreters test-xxtestfuzz test-yield-from test-zipapp
  test-zipfile test-zipfile64 test-zipimport test-zipimport-support test-zlib test-zoneinfo
  test-zoneinfo-main test-zoneinfo-support test-zoneinfo-test-zoneinfo testall testcodec
  tf-inherit-check threaded-import-hangers time-hashlib tracedmodules tracedmodules-testmod
  typed-dict-helper warning-tests win-console-handler xmltests ziptestdata
  ziptestdata-testdata-module-inside-zip
threading: . local
tkinter: . colorchooser commondialog constants dialog dnd filedialog fix font main messagebox
  scrolledtext simpledialog test test-runtktests test-support test-test-tkinter
  test-test-tkinter-test-colorchooser test-test-tkinter-test-font
  test-test-tkinter-test-geometry-managers test-test-tkinter-test-images
  test-test-tkinter-test-loadtk test-test-tkinter-test-messagebox test-test-tkinter-test-misc
  test-test-tkinter-test-simpledialog test-test-tkinter-test-text test-test-tkinter-test-variables
  test-test-tkinter-test-widgets test-test-ttk test-test-ttk-test-extensions
  test-test-ttk-test-functions test-test-ttk-test-style test-test-ttk-test-widgets
  test-widget-tests tix ttk
tomllib: . parser re types
turtledemo: . bytedesign chaos clock colormixer forest fractalcurves lindenmayer main
  minimal-hanoi nim paint peace penrose planet-and-moon rosette round-dance sorting-animate tree
  two-canvases wikipedia yinyang
typing: . io re
unittest: . async-case case loader log main mock result runner signals suite test test-dummy
  test-main test-support test-test-assertions test-test-async-case test-test-break test-test-case
  test-test-discovery test-test-functiontestcase test-test-loader test-test-program
  test-test-result test-test-runner test-test-setups test-test-skipping test-test-suite
  test-test-warnings test-testmock test-testmock-main test-testmock-support
  test-testmock-testasync test-testmock-testcallable test-testmock-testhelpers
  test-testmock-testmagicmethods test-testmock-testmock test-testmock-testpatch
  test-testmock-testsealable test-testmock-testsentinel test-testmock-testwith util
urllib: . error parse request response robotparser
venv: . main
wsgiref: . handlers headers simple-server types util validate
xml: . dom dom-domreg dom-expatbuilder dom-minicompat dom-minidom dom-nodefilter dom-pulldom
  dom-xmlbuilder etree etree-celementtree etree-elementinclude etree-elementpath etree-elementtree
  parsers parsers-expat parsers-expat-errors parsers-expat-errors-dom parsers-expat-errors-etree
  parsers-expat-errors-parsers parsers-expat-errors-sax parsers-expat-model
  parsers-expat-model-dom parsers-expat-model-etree parsers-expat-model-parsers
  parsers-expat-model-sax sax sax-exceptions sax-expatreader sax-handler sax-saxutils
  sax-xmlreader
xmlrpc: . client server
zipfile: . main path path-glob
zoneinfo: . common tzpath zoneinfo
"""


@cache
def names() -> frozenset[str]:
    """Every prohibited name in canonical form."""
    found = set(ALONE.split())
    top = ""
    for word in WITH_MODULES.split():
        if word.endswith(":"):
            top = word.removesuffix(":")
        else:
            found.add(top if word == "." else f"{top}-{word}")
    return frozenset(found)
