namespace FraudMl.Tracking;

/// <summary>The Python environment in which MLflow serves the ONNX graph; every version is pinned.</summary>
internal static class PythonEnvironment
{
    public const string MlflowVersion = "3.11.1";
    public const string OnnxVersion = "1.19.1";
    public const string PythonVersion = "3.11.9";

    public const string Requirements = $"mlflow=={MlflowVersion}\nnumpy==2.2.6\nonnx=={OnnxVersion}\nonnxruntime==1.23.2\npandas==2.3.3\n";

    public static string Conda { get; } =
        $"channels:\n- conda-forge\ndependencies:\n- python={PythonVersion}\n- pip<=24.0\n- pip:\n"
        + string.Concat(Requirements.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(pin => $"  - {pin}\n"))
        + "name: mlflow-env\n";

    public const string Virtualenv =
        $"python: {PythonVersion}\nbuild_dependencies:\n- pip==24.0\n- setuptools==75.8.0\n- wheel==0.45.1\ndependencies:\n- -r "
        + $"requirements.txt\n";
}
