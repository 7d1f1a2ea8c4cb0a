using System.Diagnostics;

namespace FraudMl.Mlflow.AspNetCore.Tests;

/// <summary>A file system of a megabyte or two in memory, that can be filled to the last byte.</summary>
internal sealed class SmallDisk : IDisposable
{
    private static readonly Lazy<string?> _whyNot = new(Try);

    private SmallDisk(string folder) => Folder = folder;

    /// <summary>Why none can be mounted here; null where one can.</summary>
    public static string? WhyNot => _whyNot.Value;

    public string Folder { get; }

    private string Filler => Path.Combine(Folder, "filler");

    public static SmallDisk OfMegabytes(int size)
    {
        string folder = Directory.CreateTempSubdirectory("fraudml-disk-").FullName;
        if (Run("mount", "-t", "tmpfs", "-o", $"size={size}m", "tmpfs", folder))
            return new SmallDisk(folder);
        Directory.Delete(folder);
        throw new InvalidOperationException("No tmpfs can be mounted.");
    }

    /// <summary>Takes all the room that is left.</summary>
    public void Fill()
    {
        using var file = new FileStream(Filler, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            byte[] page = new byte[4096];
            while (true)
                file.Write(page);
        }
        catch (IOException)
        {
            // Full.
        }
    }

    public void MakeRoom() => File.Delete(Filler);

    public void Dispose()
    {
        if (Run("umount", "-l", Folder))
            Directory.Delete(Folder);
    }

    private static string? Try()
    {
        const string Needed = "Needs Linux, and the right to mount a file system.";
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
            return Needed;
        try
        {
            OfMegabytes(1).Dispose();
            return null;
        }
        catch (Exception error) when (error is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return Needed;
        }
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}

/// <summary>A test on a disk of its own: skipped where none can be mounted, saying so.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SmallDiskFactAttribute : FactAttribute
{
    public SmallDiskFactAttribute() => Skip = SmallDisk.WhyNot;
}
