using System.Globalization;
using System.Runtime.InteropServices;
using FraudMl.Tool.Apps;

namespace FraudMl.Tool.Checks;

/// <summary>The SDK, native libraries and disk of this machine.</summary>
internal static class MachineChecks
{
    private const int OldestSdk = 10;
    private const double FewestGigabytes = 1;

    public static async Task<Check> SdkAsync(CancellationToken cancellationToken)
    {
        string? version = await DotnetProcess.CaptureAsync(["--version"], cancellationToken);
        return Sdk(version);
    }

    public static Check Sdk(string? version)
    {
        const string Name = ".NET SDK", Remedy = "install the .NET 10 SDK: https://dot.net/download";
        if (version is null) return Check.Wrong(Name, "there is none on the PATH", Remedy);
        return int.TryParse(version.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out int major) && major >= OldestSdk
            ? Check.Ok(Name, version)
            : Check.Wrong(Name, $"{version} is older than {OldestSdk}", Remedy);
    }

    /// <summary>LightGBM's library comes with its package and needs OpenMP's of the system.</summary>
    public static Check LightGbm()
    {
        const string Name = "LightGBM";
        if (!OperatingSystem.IsLinux()) return Check.Ok(Name, "comes with its package");
        if (!NativeLibrary.TryLoad("libgomp.so.1", out nint library))
            return Check.Wrong(Name, "its library needs libgomp.so.1, which is not there", "apt-get install libgomp1");
        NativeLibrary.Free(library);
        return Check.Ok(Name, "libgomp.so.1 is there");
    }

    public static Check XGBoost()
    {
        try
        {
            XGBoostLibrary.Require();
            return Check.Ok("XGBoost", "libxgboost is there");
        }
        catch (MissingNativeLibraryException missing)
        {
            return Check.Absent("XGBoost", missing.Remedy, "apt-get install libxgboost0");
        }
    }

    public static Check Disk(string folder)
    {
        var drive = new DriveInfo(Path.GetFullPath(folder));
        double gigabytes = drive.AvailableFreeSpace / 1e9;
        string found = string.Create(CultureInfo.InvariantCulture, $"{gigabytes:0.0} GB free for {folder}");
        return gigabytes >= FewestGigabytes ? Check.Ok("disk", found)
            : Check.Wrong("disk", found, OperatingSystem.IsWindows() ? "cleanmgr" : $"du -xh --max-depth=1 {folder} | sort -h | tail");
    }
}
