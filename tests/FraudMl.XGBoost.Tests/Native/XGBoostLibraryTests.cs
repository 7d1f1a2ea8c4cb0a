using FraudMl.Tests.TrainerContract;

namespace FraudMl.Tests.Native;

public sealed class XGBoostLibraryTests
{
    [Fact]
    public void The_library_is_there() =>
        XGBoostLibrary.IsAvailable.ShouldBeTrue("./build.sh test installs libxgboost0 on Debian and Ubuntu; elsewhere install it first.");

    [Fact]
    public void A_missing_library_says_how_to_install_it()
    {
        var dependency = new NativeDependency(() => XGBoostLibrary.LoadFirst(["libxgboost_that_is_not_there.so"]), XGBoostLibrary.Explain);
        dependency.IsAvailable.ShouldBeFalse();
        MissingNativeLibraryException missing = Should.Throw<MissingNativeLibraryException>(dependency.Require);
        missing.Library.ShouldBe("libxgboost");
        missing.Message.ShouldContain("apt-get install libxgboost0");
        missing.InnerException!.Message.ShouldContain("libxgboost_that_is_not_there.so");
    }

    [Fact]
    public void What_XGBoost_says_is_in_the_error_without_its_stack()
    {
        XGBoostLibrary.Require();
        using MatrixHandle matrix = XGBoostMatrix.Create(ContractData.Rows(100), threadCount: 1);
        using BoosterHandle booster = XGBoostBooster.Create(matrix, null, [("objective", "no:such")]);
        string message = Should.Throw<FraudMlException>(() => XGBoostBooster.Grow(booster, matrix, 1)).Message;
        message.ShouldContain("Unknown objective function: `no:such`");
        message.ShouldNotContain("Stack trace");
    }

    [Fact]
    public void An_infinite_value_names_its_column()
    {
        float[] values = ContractData.Rows(100).Matrix.Values.ToArray();
        values[(40 * ContractData.ColumnCount) + 2] = float.NegativeInfinity;
        TrainingData data = ContractData.Rows(100) with { Matrix = ContractData.Matrix(values, 100) };
        FraudMlException error = Should.Throw<FraudMlException>(() => Trainers.XGBoost().Train(data, ContractData.Context()));
        error.ColumnName.ShouldBe("F2");
        error.Message.ShouldContain("'F2' is infinite");
    }
}
