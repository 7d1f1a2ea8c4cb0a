using System.Text.Json;

namespace FraudMl.Tracking.Tests;

public sealed class GoldenRowsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory, MemberData(nameof(TestModels.Faces), MemberType = typeof(TestModels))]
    public void A_loaded_model_gives_the_answers_it_gave_when_it_was_written(string face)
    {
        (FraudModel model, Dataset data) = TestModels.Of(face);
        FraudModelPackage.Write(model, _folder.At("model"), new() { Reference = data });
        GoldenRows golden = FraudModelPackage.LoadGoldenRows(_folder.At("model"))!;
        golden.Rows.Count.ShouldBe(16);
        golden.Probabilities.Where(double.IsFinite).Distinct().Count().ShouldBeGreaterThan(1);
        golden.FindDifference(FraudModelPackage.Load(_folder.At("model"))).ShouldBeNull();
        LoadedFraudModel.FromDirectory(_folder.At("model")).Golden!.Probabilities.ShouldBe(golden.Probabilities);
    }

    [Fact]
    public void A_last_bit_is_a_difference_on_the_same_processor_and_none_on_another()
    {
        FraudModel model = TestModels.Numeric();
        GoldenRows golden = GoldenRows.Of(model, 4);
        GoldenRows off = Shifted(golden, (p, row) => row == 1 ? Math.BitIncrement(p) : p);
        off.FindDifference(model)!.ShouldStartWith("Its golden row 2 gets the probability ");
        (off with { Processor = "another" }).FindDifference(model).ShouldBeNull();
        (Shifted(golden, (p, _) => p + 2e-6) with { Processor = "another" }).FindDifference(model).ShouldNotBeNull();
    }

    private static GoldenRows Shifted(GoldenRows rows, Func<double, int, double> shift) =>
        rows with { Probabilities = [.. rows.Probabilities.Select(shift)] };

    [Fact]
    public void A_decision_that_changed_and_another_model_are_differences()
    {
        FraudModel model = TestModels.Numeric();
        GoldenRows golden = GoldenRows.Of(model, 4);
        (golden with { Flags = [.. golden.Flags!.Select(flag => !flag)] }).FindDifference(model)!.ShouldContain("decided otherwise");
        (golden with { Inputs = [.. golden.Inputs.Reverse()] }).FindDifference(model)!.ShouldContain("other inputs");
    }

    [Fact]
    public void Rows_that_someone_made_up_are_told_as_damaged()
    {
        FraudModel model = TestModels.Numeric();
        GoldenRows golden = GoldenRows.Of(model, 2);
        (golden with { Rows = [[], []] }).FindDifference(model)!.ShouldContain("damaged");
        (golden with { Probabilities = [0.5] }).FindDifference(model)!.ShouldContain("damaged");
        (golden with { Rows = null! }).FindDifference(model)!.ShouldContain("damaged");
        JsonElement wrong = JsonDocument.Parse("[]").RootElement;
        GoldenRows lists = golden with { Rows = [[.. golden.Rows[0].Select(_ => wrong)], golden.Rows[1]] };
        Should.Throw<FraudMlException>(() => lists.FindDifference(model)).Message.ShouldContain("damaged");
        FraudModelPackage.Write(model, _folder.At("model"));
        File.WriteAllText(_folder.At("model", "fraudml", "golden.json"), "[");
        Should.Throw<FraudMlException>(() => FraudModelPackage.LoadGoldenRows(_folder.At("model"))).Message.ShouldContain("golden.json");
        Should.Throw<FraudMlException>(() => FraudModelPackage.Load(_folder.At("model")));
    }

    [Fact]
    public void A_package_without_them_loads()
    {
        FraudModelPackage.Write(TestModels.Numeric(), _folder.At("model"), new() { GoldenRowCount = 0 });
        File.Exists(_folder.At("model", "fraudml", "golden.json")).ShouldBeFalse();
        LoadedFraudModel loaded = LoadedFraudModel.FromDirectory(_folder.At("model"));
        loaded.Golden.ShouldBeNull();
        loaded.Digest.Length.ShouldBe(64);
    }

    public void Dispose() => _folder.Dispose();
}
