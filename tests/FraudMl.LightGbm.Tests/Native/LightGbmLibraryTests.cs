using System.Runtime.InteropServices;
using FraudMl.Tests.TrainerContract;

namespace FraudMl.Tests.Native;

public sealed partial class LightGbmLibraryTests
{
    [Fact]
    public void A_missing_OpenMP_runtime_says_what_to_install()
    {
        MissingNativeLibraryException missing = Missing(() => NativeLibrary.Load(CopyWithoutOpenMp()));
        missing.Library.ShouldBe("libgomp.so.1");
        missing.Message.ShouldContain("apt-get install libgomp1");
        missing.InnerException.ShouldBeOfType<DllNotFoundException>();
    }

    [Fact]
    public void A_missing_library_names_the_platforms_that_have_it()
    {
        MissingNativeLibraryException missing = Missing(() => NativeLibrary.Load("lib_lightgbm_that_is_not_there"));
        missing.Library.ShouldBe("lib_lightgbm");
        missing.Remedy.ShouldContain("x64 on Linux, Windows and macOS");
        missing.Remedy.ShouldContain(RuntimeInformation.RuntimeIdentifier);
    }

    [Fact]
    public void The_library_is_loaded_with_workers_that_wait_instead_of_spinning()
    {
        LightGbmLibrary.IsAvailable.ShouldBeTrue();
        Should.NotThrow(LightGbmLibrary.Require);
        if (!OperatingSystem.IsWindows()) Marshal.PtrToStringUTF8(GetEnvironment("OMP_WAIT_POLICY")).ShouldBe("PASSIVE");
    }

    [Fact]
    public void What_LightGBM_says_is_in_the_error()
    {
        LightGbmLibrary.Require();
        Should.Throw<FraudMlException>(() => LightGbmDataset.Create(ContractData.Rows(100), "max_bin=1 verbosity=-1"))
            .Message.ShouldContain("max_bin");
    }

    private static MissingNativeLibraryException Missing(Action load)
    {
        var dependency = new NativeDependency(load, LightGbmLibrary.Explain);
        dependency.IsAvailable.ShouldBeFalse();
        return Should.Throw<MissingNativeLibraryException>(dependency.Require);
    }

    /// <summary>The library with the name of the runtime it needs changed to one that no machine has.</summary>
    private static string CopyWithoutOpenMp()
    {
        string original = Directory.EnumerateFiles(AppContext.BaseDirectory, "lib_lightgbm.so", SearchOption.AllDirectories).First();
        byte[] bytes = File.ReadAllBytes(original);
        byte[] name = "libgomp.so.1\0"u8.ToArray();
        int at = bytes.AsSpan().IndexOf(name);
        "libgomp.so.X\0"u8.CopyTo(bytes.AsSpan(at));
        string copy = Path.Combine(Directory.CreateTempSubdirectory("fraudml").FullName, "lib_lightgbm_copy.so");
        File.WriteAllBytes(copy, bytes);
        return copy;
    }

    [LibraryImport("libc", EntryPoint = "getenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint GetEnvironment(string name);
}
