using System.Text;

namespace FraudMl;

/// <summary>
/// Starts a .NET app from a volume: jobs know no task for one, so a small script of Python does, which is put into the workspace. The
/// app is copied to the machine's own disk, since a volume keeps no right to execute, and its console is the run's.
/// </summary>
internal static class AppLauncher
{
    // Other contents have another name: runs that are under way keep theirs.
    private const string Folder = "/Shared/fraudml", File = Folder + "/start-app-1.py";

    /// <summary>Where runs find it.</summary>
    public const string Path = "/Workspace" + File;

    private const string Script = """
        import os
        import shutil
        import subprocess
        import sys
        import tempfile

        folder, program, arguments = sys.argv[1], sys.argv[2], sys.argv[3:]
        here = os.path.join(tempfile.mkdtemp(), "app")
        shutil.copytree(folder, here)
        program = os.path.join(here, program)
        os.chmod(program, 0o755)
        app = subprocess.Popen([program, *arguments], cwd=here, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                               encoding="utf-8", errors="replace")
        try:
            for line in app.stdout:
                print(line, end="", flush=True)
            code = app.wait()
        finally:
            app.kill()
            shutil.rmtree(here, ignore_errors=True)
        if code != 0:
            raise RuntimeError(f"The app ended with exit code {code}; what it wrote is in the logs.")
        """;

    public static byte[] Content { get; } = Encoding.UTF8.GetBytes(Script.ReplaceLineEndings("\n") + "\n");

    /// <summary>Puts the script into the workspace.</summary>
    public static async Task PutAsync(WorkspaceFiles files, CancellationToken cancellationToken)
    {
        await files.MakeFolderAsync(Folder, cancellationToken).ConfigureAwait(false);
        await files.WriteAsync(File, Content, cancellationToken).ConfigureAwait(false);
    }
}
