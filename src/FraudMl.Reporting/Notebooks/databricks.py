# %%
# Where the packages of FraudMl come from: a folder, a volume or the address of a feed, named here once. Empty: the sources of this machine.
import os
FEED = os.environ.get("FRAUDML_FEED", "/Volumes/main/fraud/packages")
# Where a cluster can't reach dot.net: the archive of the .NET SDK (10.0.300 or newer) for Linux on a volume.
DOTNET_ARCHIVE = os.environ.get("FRAUDML_DOTNET_ARCHIVE", "")

# %%
import importlib.util, json, pathlib, shutil, subprocess, sys, tarfile, tempfile, urllib.request
from IPython.display import display as publish

ON_DATABRICKS = "DATABRICKS_RUNTIME_VERSION" in os.environ
if not ON_DATABRICKS:
    os.environ.setdefault("FRAUDML_LOCAL", "1")
LOCAL = os.environ.get("FRAUDML_LOCAL") == "1"
HOME = pathlib.Path("/local_disk0" if ON_DATABRICKS else tempfile.gettempdir())
WORK = pathlib.Path(os.environ.get("FRAUDML_WORK") or HOME / "fraudml-notebook").resolve()
WORK.mkdir(parents=True, exist_ok=True)
os.chdir(WORK)


def dotnet():
    """The command of the .NET SDK, which is installed where there is none that is new enough."""
    found = shutil.which("dotnet")
    if found:
        version = subprocess.run([found, "--version"], capture_output=True, text=True).stdout.strip()
        if tuple(int(part) for part in version.split("-")[0].split(".")) >= (10, 0, 300):
            return found
    folder = HOME / "dotnet"
    if not (folder / "dotnet").exists():
        if DOTNET_ARCHIVE:
            with tarfile.open(DOTNET_ARCHIVE) as archive:
                archive.extractall(folder)
        else:
            script, _ = urllib.request.urlretrieve("https://dot.net/v1/dotnet-install.sh")
            subprocess.run(["bash", script, "--channel", "10.0", "--install-dir", str(folder)], check=True, stdout=subprocess.DEVNULL)
    return str(folder / "dotnet")


DOTNET = dotnet()

# Nothing of the folders above counts here.
for name in ["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props"]:
    (WORK / name).write_text("<Project />\n")
feed = f'<add key="fraudml" value="{FEED}" />' if FEED else ""
(WORK / "nuget.config").write_text(f"<configuration><packageSources>{feed}</packageSources></configuration>\n")

# XGBoost's library is in the Python package of the cluster.
if importlib.util.find_spec("xgboost"):
    library = pathlib.Path(importlib.util.find_spec("xgboost").origin).parent / "lib"
    os.environ["LD_LIBRARY_PATH"] = f"{library}:{os.environ.get('LD_LIBRARY_PATH', '')}"

# C# acts as the one who runs the notebook.
if ON_DATABRICKS and "DATABRICKS_TOKEN" not in os.environ:
    context = dbutils.notebook.entry_point.getDbutils().notebook().getContext()
    os.environ["DATABRICKS_HOST"], os.environ["DATABRICKS_TOKEN"] = context.apiUrl().get(), context.apiToken().get()


def run(file):
    """Runs a C# file, and shows here what it printed and showed."""
    out = pathlib.Path(file).with_suffix(".ipynb")
    out.unlink(missing_ok=True)
    done = subprocess.run([DOTNET, "run", "--file", file, "--", "--ipynb", str(out)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    cells = json.loads(out.read_text())["cells"] if out.exists() else []
    for output in [output for cell in cells for output in cell.get("outputs", [])]:
        if output["output_type"] == "stream":
            print("".join(output["text"]), end="", file=sys.stderr if output["name"] == "stderr" else sys.stdout)
        elif output["output_type"] == "display_data":
            publish({kind: "".join(value) for kind, value in output["data"].items()}, raw=True)
    if done.returncode:
        raise RuntimeError(f"{file} failed:\n{done.stdout}")
