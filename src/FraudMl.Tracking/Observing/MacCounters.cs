using System.ComponentModel;
using System.Runtime.InteropServices;

namespace FraudMl.Tracking;

/// <summary>The counters of macOS, from its kernel.</summary>
internal static partial class MacCounters
{
    private const string Library = "/usr/lib/libSystem.dylib";
    private const int ProcessorFlavor = 3;
    private const int MemoryFlavor = 4;

    // Longer than any version of the kernel's answers: it writes no more than it knows.
    private const int AnswerLength = 128;

    // Each call hands out a further right to the port.
    private static readonly Lazy<uint> _host = new(mach_host_self);

    // user, system, idle, nice.
    public static (long Busy, long Total) Processor()
    {
        uint[] ticks = Ask(host_statistics, ProcessorFlavor);
        long total = (long)ticks[0] + ticks[1] + ticks[2] + ticks[3];
        return (total - ticks[2], total);
    }

    // Pages: free, active, inactive, wired.
    public static (double Used, double Total) Memory()
    {
        uint[] pages = Ask(host_statistics64, MemoryFlavor);
        nuint size = sizeof(ulong);
        if (sysctlbyname("hw.memsize", out ulong total, ref size, 0, 0) != 0)
            throw new Win32Exception();
        return (((double)pages[1] + pages[3]) * Environment.SystemPageSize, total);
    }

    private delegate int Statistics(uint host, int flavor, uint[] answer, ref uint length);

    private static uint[] Ask(Statistics statistics, int flavor)
    {
        uint[] answer = new uint[AnswerLength];
        uint length = AnswerLength;
        return statistics(_host.Value, flavor, answer, ref length) == 0 ? answer : throw new PlatformNotSupportedException();
    }

    [LibraryImport(Library)]
    private static partial uint mach_host_self();

    [LibraryImport(Library)]
    private static partial int host_statistics(uint host, int flavor, [Out] uint[] answer, ref uint length);

    [LibraryImport(Library)]
    private static partial int host_statistics64(uint host, int flavor, [Out] uint[] answer, ref uint length);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int sysctlbyname(string name, out ulong value, ref nuint size, nint newValue, nuint newSize);
}
