//! What draws the page.

use tauri::WebviewWindow;

/// Has WebKitGTK draw without the graphics card: a page of text gains nothing by it, and where its driver is poor or absent
/// (virtual machines, remote desktops, some NVIDIA cards) a frame takes seven times as long, or the window stays blank.
#[cfg(target_os = "linux")]
pub(crate) fn by_the_processor(window: &WebviewWindow) -> tauri::Result<()> {
    use webkit2gtk::{HardwareAccelerationPolicy, SettingsExt, WebViewExt};
    window.with_webview(|page| {
        if let Some(settings) = page.inner().settings() {
            settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
        }
    })
}

/// The other systems draw text well in their own way.
#[cfg(not(target_os = "linux"))]
pub(crate) fn by_the_processor(_: &WebviewWindow) -> tauri::Result<()> {
    Ok(())
}
