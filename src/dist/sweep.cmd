@echo off
rem Starts ctrsweep with the Java runtime beside it. For what the options are, see start.sh.
setlocal
for %%f in ("%~dp0..") do set "home=%%~ff"
set "java=%home%\runtime\bin\java.exe"
set "jar=%home%\app\ctrsweep.jar"
set "ready=%home%\app\ready"
set "called=sweep"
set "PYTORCH_ENABLE_MPS_FALLBACK=1"

set "work="
set "before="
for %%w in (%*) do call :word "%%~w"
if "%work%"=="serve" (
  "%java%" -Xmx512m -XX:+UseSerialGC -XX:MaxNewSize=24m -XX:MinHeapFreeRatio=5 -XX:MaxHeapFreeRatio=10 -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED "-Dorg.sqlite.lib.path=%ready%" "-Dctrsweep.command=%called%" %CTRSWEEP_JAVA_OPTS% -jar "%jar%" %*
  exit /b
)
for %%c in (launch work train retrain evaluate predict export data bench doctor) do if "%work%"=="%%c" (
  "%java%" -Xmx1g -XX:+UseG1GC "-Dorg.sqlite.lib.path=%ready%" "-Dctrsweep.command=%called%" %CTRSWEEP_JAVA_OPTS% -jar "%jar%" %*
  exit /b
)
if exist "%ready%\queries.aot" (
  "%java%" "@%home%\app\queries.options" "-Dorg.sqlite.lib.path=%ready%" "-Dctrsweep.command=%called%" %CTRSWEEP_JAVA_OPTS% "-XX:AOTCache=%ready%\queries.aot" -Xlog:disable -cp "%ready%\picocli.jar;%jar%" ctrsweep.cli.Main %*
) else (
  "%java%" "@%home%\app\queries.options" "-Dorg.sqlite.lib.path=%ready%" "-Dctrsweep.command=%called%" %CTRSWEEP_JAVA_OPTS% -jar "%jar%" %*
)
exit /b

rem The command is the first word that is no option. A plan starts as queries do.
:word
if "%before%"=="--project" goto :next
if "%~1"=="--plan" set "work=plan"
set "word=%~1"
if "%word:~0,1%"=="-" goto :next
if "%work%"=="" set "work=%~1"
:next
set "before=%~1"
exit /b
