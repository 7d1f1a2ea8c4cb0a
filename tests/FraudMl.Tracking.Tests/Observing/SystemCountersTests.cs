using System.Runtime.InteropServices;

namespace FraudMl.Tracking.Tests;

public sealed class SystemCountersTests
{
    [Fact]
    public void Each_known_system_tells_of_processors_and_memory()
    {
        (SystemCounters.Processor() is not null)
            .ShouldBe(OperatingSystem.IsLinux() || OperatingSystem.IsWindows() || OperatingSystem.IsMacOS());
        if (SystemCounters.Processor() is not var (busy, total) || SystemCounters.Memory() is not var (used, size))
            return;
        busy.ShouldBeInRange(1, total);
        used.ShouldBeInRange(1e6, size);
        SystemCounters.Processor()!.Value.Total.ShouldBeGreaterThanOrEqualTo(total);
    }

    /// <summary>MEMORYSTATUSEX says its own size, and Windows refuses any other.</summary>
    [Fact]
    public void The_answer_of_Windows_has_the_size_it_should_have() => Marshal.SizeOf<WindowsCounters.MemoryStatus>().ShouldBe(64);
}
