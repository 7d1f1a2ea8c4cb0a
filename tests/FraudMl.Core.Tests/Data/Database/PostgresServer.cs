using System.Diagnostics;
using Npgsql;

namespace FraudMl.Tests;

/// <summary>A PostgreSQL server of one test, on a Unix socket in a folder of its own.</summary>
internal sealed class PostgresServer : IDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly Process _process;

    private PostgresServer(DirectoryInfo folder, Process process) => (_folder, _process) = (folder, process);

    /// <value>Whether a server can be started here.</value>
    public static bool IsInstalled =>
        !OperatingSystem.IsWindows() && IsOnPath("initdb") && IsOnPath("postgres")
            && (!Environment.IsPrivilegedProcess || IsOnPath("runuser"));

    public static PostgresServer Start()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("fraudml-pg-");
        // PostgreSQL refuses to run as root.
        if (Environment.IsPrivilegedProcess) Run("chown", "postgres", folder.FullName).WaitForExit();
        string data = Path.Combine(folder.FullName, "data");
        using Process made = Run("initdb", "--pgdata", data, "--username=test", "--auth=trust", "--no-sync", "--encoding=UTF8",
            "--no-locale");
        made.WaitForExit();
        made.ExitCode.ShouldBe(0);
        return new PostgresServer(folder, Run("postgres", "-D", data, "-k", folder.FullName, "-c", "listen_addresses=", "-c", "fsync=off"));
    }

    /// <summary>Opens a connection, waiting until the server answers.</summary>
    public NpgsqlConnection Open()
    {
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            var connection = new NpgsqlConnection($"Host={_folder.FullName};Username=test;Database=postgres;Pooling=false");
            try
            {
                connection.Open();
                return connection;
            }
            catch (NpgsqlException) when (!_process.HasExited && Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(30))
            {
                connection.Dispose();
                Thread.Sleep(50);
            }
        }
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private static bool IsOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, program)));

    private static Process Run(string program, params string[] arguments)
    {
        bool lower = Environment.IsPrivilegedProcess && program != "chown";
        var start = new ProcessStartInfo(lower ? "runuser" : program, lower ? ["-u", "postgres", "--", program, .. arguments] : arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        Process process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }
}
